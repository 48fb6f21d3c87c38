"""PyTorch's side of bench/run.sh steps: measures one step per line of its standard input, so that both sides can take turns.

A line "resnet32 gradient 64" is answered by the milliseconds of that step; steps: gradient (forward and backward, running statistics),
double (gradient of gradient . theta, as the second-order score's fast form needs it), training (batch statistics, SGD with momentum) and
evaluation (four batches, running statistics, no gradient, loss and hits counted; the time of one).
Weights are random: they do not change what a step costs. Every network is in the memory layout that is faster here, channels last.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

EVALUATED = 4


class Block(nn.Module):
    """Basic block with the parameter-free shortcut (option A) of the CIFAR ResNets."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.stride, self.grown = stride, outputs - inputs
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.grown:
            x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, self.grown // 2, self.grown // 2))
        return F.relu(y + x)


class CifarResNet(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        blocks, inputs = [], 16
        for outputs in (16, 32, 64):
            for i in range((depth - 2) // 6):
                blocks.append(Block(inputs, outputs, 2 if outputs > 16 and i == 0 else 1))
                inputs = outputs
        self.blocks = nn.Sequential(*blocks)
        self.linear = nn.Linear(64, 10)

    def forward(self, x):
        x = self.blocks(F.relu(self.bn1(self.conv1(x))))
        return self.linear(x.mean((2, 3)))


class Steps:
    def __init__(self, network, batch):
        torch.manual_seed(7)
        layout = torch.channels_last
        self.model = CifarResNet(int(network.removeprefix("resnet"))).to(memory_format=layout)
        self.images = torch.randn(batch, 3, 32, 32).to(memory_format=layout)
        self.labels = torch.arange(batch) % 10
        self.parameters = list(self.model.parameters())
        self.sgd = torch.optim.SGD(self.parameters, lr=0.001, momentum=0.9, weight_decay=5e-4)

    def loss(self):
        return F.cross_entropy(self.model(self.images), self.labels)

    def gradient(self):
        self.model.eval()
        return torch.autograd.grad(self.loss(), self.parameters)

    def double(self):
        self.model.eval()
        gradient = torch.autograd.grad(self.loss(), self.parameters, create_graph=True)
        along = sum((g * p).sum() for g, p in zip(gradient, self.parameters))
        return torch.autograd.grad(along, self.parameters)

    def evaluation(self):
        self.model.eval()
        loss, right = 0.0, 0
        with torch.no_grad():
            for _ in range(EVALUATED):
                logits = self.model(self.images)
                loss += F.cross_entropy(logits, self.labels, reduction="sum").item()
                right += (logits.argmax(1) == self.labels).sum().item()
        return loss, right

    def training(self):
        self.model.train()
        self.sgd.zero_grad()
        self.loss().backward()
        self.sgd.step()


def main():
    torch.set_num_threads(int(sys.argv[1]))
    ready = {}
    for line in sys.stdin:
        network, step, batch = line.split()
        key = network, int(batch)
        ready[key] = ready.get(key) or Steps(*key)
        begin = time.perf_counter()
        getattr(ready[key], step)()
        batches = EVALUATED if step == "evaluation" else 1
        print(1000 * (time.perf_counter() - begin) / batches, flush=True)


main()
