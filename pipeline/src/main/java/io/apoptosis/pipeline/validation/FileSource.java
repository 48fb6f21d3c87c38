package io.apoptosis.pipeline.validation;

import java.nio.file.Path;

/** Where the files of a specification come from: this machine, or the object store. */
@FunctionalInterface
public interface FileSource {
    /**
     * @param location as the specification has it
     * @return the file on this machine
     * @throws MissingFile if there is none
     */
    Path fetch(String location);
}
