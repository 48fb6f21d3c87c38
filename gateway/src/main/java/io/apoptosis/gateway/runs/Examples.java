package io.apoptosis.gateway.runs;

/** What the OpenAPI document shows. */
final class Examples {
    static final String SPEC = """
            {
              "name": "resnet20-cifar10",
              "model": { "architecture": "resnet20", "classes": 10, "weights": "object:uploads/4f1c…/resnet20-cifar10.th" },
              "data": {
                "train": { "cifar10": "object:uploads/9a02…/train.bin" },
                "test": { "cifar10": "object:uploads/77be…/test.bin" },
                "normalize": { "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225] }
              },
              "importance": { "criterion": "oba", "batches": 20, "batchSize": 64, "shards": 5 },
              "prune": { "target": { "macs": 0.6 }, "iterations": 5 },
              "finetune": { "epochs": 3 },
              "seed": 7
            }""";

    static final String EVENT = """
            id: 7
            event: run
            data: {"id":"resnet20-cifar10-f8e02949aa","state":"SCORING","version":7}
            """;

    private Examples() {}
}
