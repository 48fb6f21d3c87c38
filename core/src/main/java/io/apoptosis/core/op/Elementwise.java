package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;

/** What all functions of one activation share, elementwise as they are: every axis passes through and nothing depends on extents. */
final class Elementwise {
    private Elementwise() {}

    static void couple(Links links) {
        for (int axis = 0; axis < links.output().rank(); axis++) {
            links.same(links.in(axis), links.out(axis));
        }
    }

    static Shape shape(Shapes shapes) {
        return shapes.input();
    }
}
