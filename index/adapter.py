"""Low-rank matrices beside a model's weights: trained for the field, kept small, merged before the model is used."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_DOWN, _UP = ".down", ".up"


class LowRank(nn.Module):
    """A frozen linear layer and, added to it, the product of two thin matrices; the product is zero before training."""

    def __init__(self, layer: nn.Linear, rank: int) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(torch.empty(rank, layer.in_features))
        self.up = nn.Parameter(torch.zeros(layer.out_features, rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, x: Tensor) -> Tensor:
        """Return what the layer gives, and what the matrices add to it."""
        added: Tensor = nn.functional.linear(nn.functional.linear(x, self.down), self.up)
        given: Tensor = self.layer(x)
        return given + added


def add_adapter(model: SentenceTransformer, *, rank: int, first_layer: int = 0) -> None:
    """Freeze the model and put trainable matrices beside the linear layers of its encoder, from first_layer on."""
    model.requires_grad_(requires_grad=False)
    for name, layer in _encoder_layers(model).items():
        if _depth(name) >= first_layer:
            parent, _, own = name.rpartition(".")
            setattr(model.get_submodule(parent), own, LowRank(layer, rank))


def save_adapter(model: SentenceTransformer, path: Path, *, share: float = 1.0) -> None:
    """Write the matrices as float16.

    Args:
        model: with an adapter that was trained.
        path: a safetensors file.
        share: what the products are multiplied with; below 1 the model stays nearer to what it was.
    """
    tensors: dict[str, Tensor] = {}
    for name, module in model.named_modules():
        if isinstance(module, LowRank):
            tensors[name + _DOWN] = module.down.detach().half().contiguous()
            tensors[name + _UP] = (module.up.detach() * share).half().contiguous()
    save_file(tensors, path)


def merge_adapter(model: SentenceTransformer, path: Path) -> None:
    """Add the matrices' products to the weights of a model that has none yet.

    Raises:
        ModelError: the file is missing or damaged, or has matrices for another model.
    """
    try:
        tensors, layers = load_file(path), _encoder_layers(model)
        with torch.no_grad():
            for name in {key.rpartition(".")[0] for key in tensors}:
                layers[name].weight += tensors[name + _UP].float() @ tensors[name + _DOWN].float()
    except (OSError, SafetensorError, KeyError, RuntimeError) as exc:
        fault = f"{type(exc).__name__}: {exc}".splitlines()[0]
        raise ModelError(f"{path} hör inte till modellen ({fault}); installera om programmet") from exc


def _encoder_layers(model: SentenceTransformer) -> dict[str, nn.Linear]:
    return {
        name: module
        for name, module in model.named_modules()
        if isinstance(module, nn.Linear) and ".encoder.layer." in name
    }


def _depth(name: str) -> int:
    return int(name.split(".encoder.layer.")[1].split(".", maxsplit=1)[0])
