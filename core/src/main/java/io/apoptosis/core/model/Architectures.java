package io.apoptosis.core.model;

import io.apoptosis.core.model.CifarResNet.Shortcut;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The built-in architectures by name. */
public final class Architectures {
    private static final Map<String, IntFunction<Architecture>> BY_NAME = new TreeMap<>();

    static {
        for (int depth : new int[] {20, 32, 44, 56}) {
            BY_NAME.put("resnet" + depth, classes -> CifarResNet.build(depth, classes, Shortcut.OPTION_A));
            BY_NAME.put("resnet" + depth + "-b", classes -> CifarResNet.build(depth, classes, Shortcut.OPTION_B));
        }
        BY_NAME.put("resnet18", classes -> ImageNetResNet.build(false, classes, 2, 2, 2, 2));
        BY_NAME.put("resnet34", classes -> ImageNetResNet.build(false, classes, 3, 4, 6, 3));
        BY_NAME.put("resnet50", classes -> ImageNetResNet.build(true, classes, 3, 4, 6, 3));
        BY_NAME.put("resnet101", classes -> ImageNetResNet.build(true, classes, 3, 4, 23, 3));
        BY_NAME.put("vgg11_bn", classes -> Vgg.build(classes, 1, 1, 2, 2, 2));
        BY_NAME.put("vgg13_bn", classes -> Vgg.build(classes, 2, 2, 2, 2, 2));
        BY_NAME.put("vgg16_bn", classes -> Vgg.build(classes, 2, 2, 3, 3, 3));
        BY_NAME.put("vgg19_bn", classes -> Vgg.build(classes, 2, 2, 4, 4, 4));
        BY_NAME.put("vgg19_cifar", CifarVgg::cifar);
        BY_NAME.put("vgg19_fashion", CifarVgg::fashionMnist);
        BY_NAME.put("mobilenet_v2", MobileNetV2::build);
        BY_NAME.put("densenet121", classes -> DenseNet.build(classes, 6, 12, 24, 16));
        BY_NAME.put("vit_b_16", classes -> VisionTransformer.build(VitNames.TORCHVISION, classes, 16, 12, 768, 12));
        BY_NAME.put(
                "vit_small_patch16_224", classes -> VisionTransformer.build(VitNames.TIMM, classes, 16, 12, 384, 6));
        BY_NAME.put("vit_tiny_patch16_224", classes -> VisionTransformer.build(VitNames.TIMM, classes, 16, 12, 192, 3));
        BY_NAME.put("vit_fashion", VisionTransformer::fashionMnist);
        BY_NAME.put("vit_postnorm_cifar", PostNormVit::build);
    }

    private Architectures() {}

    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** @throws IllegalArgumentException for a name that is not in {@link #names()} */
    public static Architecture named(String name, int classes) {
        IntFunction<Architecture> architecture = BY_NAME.get(name);
        if (architecture == null) {
            throw new IllegalArgumentException(
                    "unknown architecture " + name + "; known: " + String.join(", ", BY_NAME.keySet()));
        }
        return architecture.apply(classes);
    }
}
