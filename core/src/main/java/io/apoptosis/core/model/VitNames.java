package io.apoptosis.core.model;

/** What a library calls the parts of a vision transformer; those of a block are behind the block's own name. */
record VitNames(
        String patches,
        String token,
        String position,
        String positionNode,
        String block,
        String attention,
        String normBefore,
        String normBetween,
        String projections,
        String projectionsWeight,
        String projectionsBias,
        String output,
        String hidden,
        String activation,
        String narrow,
        String norm,
        String head) {
    static final VitNames TORCHVISION = new VitNames(
            "conv_proj",
            "class_token",
            "encoder.pos_embedding",
            "encoder.position",
            "encoder.layers.encoder_layer_",
            ".self_attention",
            ".ln_1",
            ".ln_2",
            ".in_proj",
            ".in_proj_weight",
            ".in_proj_bias",
            ".out_proj",
            ".mlp.0",
            ".mlp.1",
            ".mlp.3",
            "encoder.ln",
            "heads.head");

    static final VitNames TIMM = new VitNames(
            "patch_embed.proj",
            "cls_token",
            "pos_embed",
            "position",
            "blocks.",
            ".attn",
            ".norm1",
            ".norm2",
            ".qkv",
            ".qkv.weight",
            ".qkv.bias",
            ".proj",
            ".mlp.fc1",
            ".mlp.act",
            ".mlp.fc2",
            "norm",
            "head");
}
