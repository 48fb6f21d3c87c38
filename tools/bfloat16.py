"""Writes the line of TorchScript by which the engine comes from float32 to bfloat16 and back: DJL's own conversion knows no bfloat16 and is not recorded.

    bench/peers/.venv/bin/python tools/bfloat16.py core/src/main/resources/io/apoptosis/core/tensor/djl/bfloat16.pt
"""

import sys

import torch


class Bfloat16(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x.to(torch.bfloat16) if x.dtype == torch.float32 else x.to(torch.float32)


torch.jit.script(Bfloat16()).save(sys.argv[1])
