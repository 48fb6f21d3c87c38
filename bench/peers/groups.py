"""Coupled groups of torchvision's networks by torch-pruning (Fang et al.), one line per network: NAME CPU-SECONDS UNITS UNITS ...

    bench/run.sh --only groups
"""
import sys
import time

import torch
import torch_pruning
import torchvision.models as zoo
from torch import nn

for name in sys.argv[1:]:
    network = getattr(zoo, name)(weights=None, num_classes=10).eval()
    classifier = [module for module in network.modules() if isinstance(module, nn.Linear)][-1]
    begin = time.process_time()
    graph = torch_pruning.DependencyGraph().build_dependency(network, torch.zeros(1, 3, 224, 224))
    kinds = [nn.Conv2d, nn.Linear, nn.MultiheadAttention]
    groups = list(graph.get_all_groups(ignored_layers=[classifier], root_module_types=kinds))
    seconds = time.process_time() - begin
    print(name, seconds, *(len(group[0].idxs) for group in groups))
