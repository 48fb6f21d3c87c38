"""Coupled groups of torchvision's networks by torch-pruning (Fang et al.), one line per network: NAME CPU-SECONDS UNITS UNITS ...

    pip install torch==2.7.1 torchvision==0.22.1 torch-pruning==1.6.1      # in an environment of its own
    bench/run.sh groups PYTHON
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
