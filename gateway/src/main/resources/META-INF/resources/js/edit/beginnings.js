/** What new specifications begin as. The keys in them are those that a form shows first. */
export const BEGINNINGS = {
  blank: {
    title: 'ResNet-20 on CIFAR-10',
    spec: {
      name: 'resnet20-cifar10',
      model: { architecture: 'resnet20', classes: 10 },
      data: { normalize: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } },
      importance: { criterion: 'apoptosis', batches: 10, batchSize: 64, shards: 5 },
      prune: { target: { macs: 0.6 }, iterations: 5, repair: 'leastSquares' },
      finetune: { epochs: 2, loss: 'distill', optimizer: { learningRate: 0.001 } },
      seed: 7,
    },
  },
  onnx: {
    title: 'An ONNX model',
    spec: {
      name: 'my-network',
      model: { onnx: '', classes: 10 },
      importance: { criterion: 'apoptosis', batches: 20, batchSize: 64, shards: 5 },
      prune: { target: { macs: 0.7 }, iterations: 3, repair: 'leastSquares' },
      seed: 7,
    },
  },
};
