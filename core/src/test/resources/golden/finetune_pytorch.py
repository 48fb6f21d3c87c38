"""Writes finetune_pytorch.json: what torch.optim.SGD with MultiStepLR makes of given gradients, and of a small network.

    python finetune_pytorch.py     (PyTorch 2.7.1, CPU)
"""

import json
import pathlib

import torch
from torch import nn

torch.manual_seed(3)
torch.set_num_threads(1)
OPTIMIZER = dict(lr=0.5, momentum=0.9, weight_decay=5e-4)
MILESTONES = [8, 10]


def values(tensor):
    return {"shape": list(tensor.shape), "values": tensor.detach().double().flatten().tolist()}


def sgd_law(steps=12):
    weight = torch.randn(5, dtype=torch.float64, requires_grad=True)
    gradients = torch.randn(steps, 5, dtype=torch.float64)
    optimizer = torch.optim.SGD([weight], **OPTIMIZER)
    schedule = torch.optim.lr_scheduler.MultiStepLR(optimizer, MILESTONES)
    trace = [weight.detach().tolist()]
    for gradient in gradients:
        weight.grad = gradient.clone()
        optimizer.step()
        schedule.step()
        trace.append(weight.detach().tolist())
    return {"gradients": gradients.tolist(), "weights": trace}


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(2, 4, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(4)
        self.conv2 = nn.Conv2d(4, 5, 3, stride=2, padding=1, bias=True)
        self.fc = nn.Linear(5, 3)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        return self.fc(torch.relu(self.conv2(x)).mean((2, 3)))


def floating(module):
    return {name: values(tensor) for name, tensor in module.state_dict().items() if tensor.is_floating_point()}


def training(epochs=12):
    """All images in one batch, so that the order of the samples does not matter."""
    network = Tiny()
    images, labels = torch.randn(12, 2, 6, 6), torch.arange(12) % 3
    start = floating(network)
    optimizer = torch.optim.SGD(network.parameters(), **OPTIMIZER)
    schedule = torch.optim.lr_scheduler.MultiStepLR(optimizer, MILESTONES)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(images), labels)
        loss.backward()
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
    network.eval()
    with torch.no_grad():
        evaluated = nn.functional.cross_entropy(network(images), labels).item()
        right = (network(images).argmax(1) == labels).double().mean().item()
    return {
        "input": values(images), "labels": labels.tolist(), "start": start, "end": floating(network),
        "losses": losses, "evaluation": {"loss": evaluated, "accuracy": right},
    }


golden = {"optimizer": OPTIMIZER, "milestones": MILESTONES, "sgd": sgd_law(), "training": training()}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden))
