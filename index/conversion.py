"""The packed model written as a sentence-transformers directory that any tool of that family can load."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from index.packed import PackedModel, Vocabulary

QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "

# What e5.c calls a tensor -> what BertModel calls it; l{n}. and encoder.layer.{n}. stand before the second group.
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}


def write_model(packed: PackedModel, directory: Path) -> None:
    """Write the model's files into an existing, empty directory."""
    save_file(_named_tensors(packed), directory / "model.safetensors", metadata={"format": "pt"})
    build_tokenizer(packed.vocabulary).save(str(directory / "tokenizer.json"))
    for name, content in _configuration(packed).items():
        path = directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _named_tensors(packed: PackedModel) -> dict[str, npt.NDArray[np.float32]]:
    """Return BertModel's state: its names and shapes."""
    width = packed.width
    named = {
        theirs: packed.tensors[ours] if "LayerNorm" in theirs else packed.tensors[ours].reshape(-1, width)
        for ours, theirs in _EMBEDDINGS.items()
    }
    for layer in range(packed.layers):
        for ours, theirs in _MATRICES.items():
            weight = packed.tensors[f"l{layer}.{ours}.w"]
            bias = packed.tensors[f"l{layer}.{ours}.b"]
            is_norm = theirs.endswith("LayerNorm")
            named[f"encoder.layer.{layer}.{theirs}.weight"] = weight if is_norm else weight.reshape(bias.size, -1)
            named[f"encoder.layer.{layer}.{theirs}.bias"] = bias
    # Mean pooling never reads BertModel's pooler; without weights transformers would draw random ones and say so.
    named["pooler.dense.weight"] = np.zeros((width, width), np.float32)
    named["pooler.dense.bias"] = np.zeros(width, np.float32)
    return named


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """Return the unigram tokenizer. It cuts nothing off; how long a text may be is the model's business."""
    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = _normalizer(vocabulary.normalisation)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    begin, end = vocabulary.pieces[vocabulary.begin], vocabulary.pieces[vocabulary.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, vocabulary.begin), (end, vocabulary.end)],
    )
    special = (vocabulary.begin, vocabulary.end, vocabulary.padding, vocabulary.unknown)
    tokenizer.add_special_tokens([vocabulary.pieces[number] for number in special])
    return tokenizer


def _normalizer(normalisation: Mapping[str, str]) -> normalizers.Normalizer:
    """Return NFKC with the file's own treatment of control characters and spaces before it.

    The file maps single characters, and apart from these two groups its map is NFKC of the Unicode version it was
    made with; NFKC itself also joins a letter and its combining mark, as the original tokenizer does.
    """
    gone = [c for c, read_as in normalisation.items() if not read_as and unicodedata.normalize("NFKC", c)]
    space = [c for c, read_as in normalisation.items() if read_as == " " != unicodedata.normalize("NFKC", c)]
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(_any_of(gone)), ""),
            normalizers.Replace(Regex(_any_of(space)), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )


def _any_of(characters: list[str]) -> str:
    return "[" + "".join(rf"\x{{{ord(character):x}}}" for character in characters) + "]"


def _configuration(packed: PackedModel) -> dict[str, dict[str, Any] | list[dict[str, Any]]]:
    """Return file name -> contents, for everything but weights and vocabulary."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "attention_probs_dropout_prob": 0.1,
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1,
            "hidden_size": packed.width,
            "initializer_range": 0.02,
            "intermediate_size": packed.inner_width,
            # float32 1e-12 read as a Python float has a tail of wrong digits.
            "layer_norm_eps": float(f"{packed.epsilon:.6g}"),
            "max_position_embeddings": packed.positions,
            "model_type": "bert",
            "num_attention_heads": packed.heads,
            "num_hidden_layers": packed.layers,
            "pad_token_id": packed.vocabulary.padding,
            "type_vocab_size": packed.types,
            "vocab_size": packed.words,
        },
        "tokenizer_config.json": _tokenizer_configuration(packed),
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.base.modules.transformer.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.sentence_transformer.modules.pooling.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.base.modules.normalize.Normalize",
            },
        ],
        "1_Pooling/config.json": {
            "embedding_dimension": packed.width,
            "pooling_mode": "mean",
            "include_prompt": True,
        },
        "2_Normalize/config.json": {
            "module_input_name": "sentence_embedding",
            "module_output_name": "sentence_embedding",
        },
        "sentence_bert_config.json": {
            "transformer_task": "feature-extraction",
            "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
            "module_output_name": "token_embeddings",
        },
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _tokenizer_configuration(packed: PackedModel) -> dict[str, Any]:
    pieces, vocabulary = packed.vocabulary.pieces, packed.vocabulary
    return {
        # The name that transformers 4 and 5 both know; what transformers 5 writes itself, version 4 cannot read.
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": pieces[vocabulary.begin],
        "cls_token": pieces[vocabulary.begin],
        "eos_token": pieces[vocabulary.end],
        "sep_token": pieces[vocabulary.end],
        "pad_token": pieces[vocabulary.padding],
        "unk_token": pieces[vocabulary.unknown],
        "clean_up_tokenization_spaces": False,
        "model_max_length": packed.positions,
    }
