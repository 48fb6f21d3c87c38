"""Dual numbers beside double backward in PyTorch on a GPU: what one second-order scoring batch costs, and the memory it takes.

    bench/peers/.venv/bin/python bench/peers/gpu.py                                  ResNet-50 and ViT-B/16, batch 64 and 512, on CUDA
    bench/peers/.venv/bin/python bench/peers/gpu.py --device cpu --batches 2 --size 32 --rounds 2     to see that it runs

gradient: forward and backward. double: gradient of gradient . theta. dual: forward with tangents along theta, which stays live, and one backward
(reverse over forward; PyTorch's own rules, no norm folded). Running statistics. Steps take turns; medians, and whether both scores agree.
"""

import argparse
import statistics
import time

import torch
import torchvision
from torch.func import functional_call, jvp
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel


class Steps:
    def __init__(self, network, batch, size, device):
        torch.manual_seed(7)
        sizes = {"image_size": size} if network.startswith("vit") else {}
        self.model = torchvision.models.get_model(network, weights=None, num_classes=10, **sizes).to(device).eval()
        self.parameters = dict(self.model.named_parameters())
        self.images = torch.randn(batch, 3, size, size, device=device)
        self.labels = torch.arange(batch, device=device) % 10

    def loss(self, parameters):
        return F.cross_entropy(functional_call(self.model, parameters, (self.images,)), self.labels)

    def gradient(self):
        return torch.autograd.grad(self.loss(self.parameters), list(self.parameters.values()))

    def double(self):
        theta = list(self.parameters.values())
        gradient = torch.autograd.grad(self.loss(self.parameters), theta, create_graph=True)
        along = sum((g * p).sum() for g, p in zip(gradient, theta))
        return torch.autograd.grad(along, theta)

    def dual(self):
        _, along = jvp(self.loss, (self.parameters,), (self.parameters,))
        return torch.autograd.grad(along, list(self.parameters.values()))


def timed(step, device):
    if device == "cuda":
        torch.cuda.synchronize()
        torch.cuda.reset_peak_memory_stats()
    begin = time.perf_counter()
    step()
    if device == "cuda":
        torch.cuda.synchronize()
    return 1000 * (time.perf_counter() - begin)


def compare(network, batch, size, device, rounds):
    steps = Steps(network, batch, size, device)
    kinds = {"gradient": steps.gradient, "dual": steps.dual, "double": steps.double}
    times, peaks = {kind: [] for kind in kinds}, {}
    # The fused attention kernels have neither forward-mode nor second derivatives.
    with sdpa_kernel(SDPBackend.MATH):
        apart = max(
            ((a - b).norm() / b.norm().clamp_min(1e-12)).item() for a, b in zip(steps.dual(), steps.double())
        )
        for round_ in range(-1, rounds):
            for kind, step in kinds.items():
                millis = timed(step, device)
                if round_ >= 0:
                    times[kind].append(millis)
                if device == "cuda":
                    peaks[kind] = torch.cuda.max_memory_allocated() / 2**20
    median = {kind: statistics.median(values) for kind, values in times.items()}
    print(f"{network}, batch {batch}, {size}x{size}: scores apart by at most {apart:.1e}")
    for kind in kinds:
        peak = f"{peaks[kind]:9.0f} MiB at most" if peaks else ""
        print(f"  {kind:10} {median[kind]:9.1f} ms  {median[kind] / median['gradient']:5.2f} gradients {peak}")
    print(f"  double/dual {median['double'] / median['dual']:.2f}", flush=True)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--device", default="cuda")
    options.add_argument("--networks", nargs="+", default=["resnet50", "vit_b_16"])
    options.add_argument("--batches", nargs="+", type=int, default=[64, 512])
    options.add_argument("--size", type=int, default=224)
    options.add_argument("--rounds", type=int, default=10)
    chosen = options.parse_args()
    if chosen.device == "cuda" and not torch.cuda.is_available():
        print("gpu: skipped, PyTorch finds no CUDA device here")
        return
    # The fused multi-head attention of eval mode has no forward-mode derivative, either.
    torch.backends.mha.set_fastpath_enabled(False)
    name = torch.cuda.get_device_name() if chosen.device == "cuda" else "CPU"
    print(f"PyTorch {torch.__version__}, {name}, float32")
    for network in chosen.networks:
        for batch in chosen.batches:
            try:
                compare(network, batch, chosen.size, chosen.device, chosen.rounds)
            except torch.OutOfMemoryError:
                print(f"{network}, batch {batch}: does not fit into the memory")


main()
