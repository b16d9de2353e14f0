"""Adapt the bundled model to the field: train low-rank matrices on question-quote pairs, and keep the pairs' vectors.

    make adapt                  installs what training needs besides (requirements-adapt.lock), then runs this

Two cores, no network. The pairs are all files in index/adaptation; more can be given (--pairs), such as those that
reviewers' verdicts make. Then build the index again, and fit the weights that depend on the model: make calibrate.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import torch
from datasets import Dataset
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.training_args import BatchSamplers
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, normalize, pad, softplus

from index.adapter import add_adapter, save_adapter
from index.conversion import PASSAGE_PROMPT, QUERY_PROMPT
from index.encoding import BATCH
from index.known_questions import KnownQuestions, as_question
from index.model import ADAPTER, ensure_model, load_encoder

PAIRS = sorted(ADAPTER.parent.glob("*.jsonl"))
EPOCHS = 3.0
QUESTIONS = ("near", "first paraphrase", "second paraphrase", "short", "english")
"""Columns of questions that the quote answers: several a row, since reading the quote is what costs."""
PROMPT_TOKENS = 3
"""Begin, the prompt's word and its colon stand before every text, and say nothing of it."""
COLUMNS = (*QUESTIONS, "quote", "unanswered")


def read_pairs(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the pairs of some files: a quote, questions that it answers, and one that it does not."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def questions_of(pair: dict[str, Any]) -> list[str]:
    """Return the questions that a pair's quote answers."""
    return [pair["near"], *pair["paraphrase"], pair["short"], *filter(None, [pair.get("english")])]


def rows_of(paths: Sequence[Path], chance: random.Random) -> Iterator[tuple[str, ...]]:
    """Yield a row of COLUMNS for each quote.

    Where a quote has fewer questions, some stand twice; where nobody wrote a question that sounds alike but is not
    answered, another quote's question takes its place.
    """
    pairs = read_pairs(paths)
    for pair in pairs:
        asked = questions_of(pair)
        asked += chance.choices(asked[1:], k=len(QUESTIONS) - len(asked))
        unanswered = pair.get("not") or chance.choice([other for other in pairs if other is not pair])["near"]
        yield (*asked, pair["quote"], unanswered)


@dataclass(frozen=True, slots=True)
class Texts:
    """Some texts of a batch.

    Attributes:
        whole: (n, dim) of unit length.
        tokens: (n, length, dim), each of unit length.
        mask: (n, length), True for what is a token of the text, prompt and special tokens included.
    """

    whole: Tensor
    tokens: Tensor
    mask: Tensor

    @property
    def words(self) -> Tensor:
        """The mask without the prompt and the end."""
        mask = self.mask.clone()
        mask[:, :PROMPT_TOKENS] = False
        mask[torch.arange(len(mask)), self.mask.sum(1) - 1] = False
        return mask


class BothScores(nn.Module):
    """Contrastive loss on the cosine of the whole texts and on that of their tokens (late interaction).

    A question has to find its quote among the batch's; a quote has to find each of its questions among all of the
    batch's other ones, and among those that sound alike but that the quotes do not answer.
    """

    def __init__(self, model: SentenceTransformer, *, scale: float, back: float) -> None:
        super().__init__()
        self.model = model
        self.scale = scale
        self.back = back

    def forward(self, features: Sequence[dict[str, Tensor]], labels: Tensor | None = None) -> Tensor:  # noqa: ARG002
        """Return the loss of a batch; features are the columns in order."""
        *questions, quotes, unanswered = features
        count = len(quotes["input_ids"])
        asked, told = self._read([*questions, unanswered]), self._read([quotes])
        target = torch.arange(count).repeat(len(questions))
        return self._both_ways(asked.whole @ told.whole.T, target) + self._both_ways(
            late_interaction(asked, told), target
        )

    def _read(self, columns: Sequence[dict[str, Tensor]]) -> Texts:
        longest = max(column["input_ids"].shape[1] for column in columns)
        joined = {
            name: torch.cat([pad(column[name], (0, longest - column[name].shape[1])) for column in columns])
            for name in ("input_ids", "attention_mask")
        }
        out = self.model[0](joined)
        tokens, mask = out["token_embeddings"].float(), out["attention_mask"].bool()
        whole = normalize((tokens * mask.unsqueeze(-1)).sum(1), dim=-1)
        return Texts(whole, normalize(tokens, dim=-1), mask)

    def _both_ways(self, scores: Tensor, target: Tensor) -> Tensor:
        """Return the loss of scores (questions then unanswered ones, quotes); target has each question's quote."""
        scores, asked = self.scale * scores, torch.arange(len(target))
        right = scores[asked, target]
        own = torch.zeros_like(scores, dtype=torch.bool)
        own[asked, target] = True
        others = scores.masked_fill(own, float("-inf")).logsumexp(0)
        return cross_entropy(scores[asked], target) + self.back * softplus(others[target] - right).mean()


def late_interaction(questions: Texts, quotes: Texts) -> Tensor:
    """Return (questions, quotes): the mean over a question's tokens of the best cosine to a quote's token."""
    count, length, width = questions.tokens.shape
    cosines = questions.tokens.reshape(-1, width) @ quotes.tokens.reshape(-1, width).T
    cosines = cosines.view(count * length, len(quotes.tokens), -1).masked_fill(~quotes.words, -1.0)
    best = cosines.amax(-1).view(count, length, -1)
    words = questions.words
    return (best * words.unsqueeze(-1)).sum(1) / words.sum(1, keepdim=True)


def train(model: SentenceTransformer, rows: Sequence[tuple[str, ...]], options: argparse.Namespace) -> None:
    """Train the model's adapter."""
    columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
    with tempfile.TemporaryDirectory() as scratch:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=scratch,
            num_train_epochs=options.epochs,
            per_device_train_batch_size=options.batch,
            learning_rate=options.rate,
            warmup_steps=8,
            lr_scheduler_type="cosine",
            weight_decay=0.01,
            seed=options.seed,
            bf16=True,
            use_cpu=True,
            # A text stands once in a batch: else a question's own quote would be counted among the wrong ones.
            batch_sampler=BatchSamplers.NO_DUPLICATES,
            prompts={name: PASSAGE_PROMPT if name == "quote" else QUERY_PROMPT for name in COLUMNS},
            save_strategy="no",
            logging_steps=10,
            report_to="none",
        )
        SentenceTransformerTrainer(
            model=model,
            args=arguments,
            # Without a fingerprint datasets pickles the table to make one, which some versions of pyarrow can't.
            train_dataset=Dataset(pa.table(columns), fingerprint="pairs"),
            loss=BothScores(model, scale=options.scale, back=options.back),
        ).train()


def remember(pairs: Sequence[Path], directory: Path) -> None:
    """Encode the questions and the quotes with the adapted model, and keep the vectors."""
    encoder = load_encoder(directory)
    questions: list[str] = []
    answer_of: list[int] = []
    answers: dict[str, int] = {}
    for pair in read_pairs(pairs):
        asked = questions_of(pair)
        answer_of += [answers.setdefault(pair["quote"], len(answers))] * len(asked)
        questions += map(as_question, asked)
    batches = [questions[start : start + BATCH] for start in range(0, len(questions), BATCH)]
    vectors = np.concatenate([encoder.encode_queries(batch).vectors for batch in batches])
    known = KnownQuestions(vectors, encoder.encode_passages(list(answers)).vectors, np.array(answer_of))
    known.save(encoder.fingerprint)


def without_dropout(model: SentenceTransformer) -> None:
    """Switch dropout off: a tenth of the time, and a thin matrix does not learn by heart."""
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
        if hasattr(module, "dropout_prob"):
            module.dropout_prob = 0.0  # type: ignore[assignment]


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("var/model"), help="where the converted model is or will be")
    parser.add_argument("--adapter", type=Path, default=ADAPTER, help="where the matrices are written")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--pairs", type=Path, nargs="+", default=PAIRS)
    parser.add_argument("--epochs", type=float, default=EPOCHS, help="0 only encodes the pairs anew")
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--batch", type=int, default=32, help="quotes at once")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--first-layer", type=int, default=4, help="layers below stay as they are")
    parser.add_argument("--scale", type=float, default=40.0, help="what cosines are multiplied with")
    parser.add_argument("--back", type=float, default=0.5, help="weight of a quote finding its questions")
    parser.add_argument("--share", type=float, default=1.0, help="of what was learned that is kept")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def adapt(options: argparse.Namespace) -> None:
    """Train the adapter and write it."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rows = list(rows_of(options.pairs, random.Random(options.seed)))  # noqa: S311  a fixed order, no secret
    model = SentenceTransformer(str(ensure_model(options.model)), device="cpu", local_files_only=True)
    add_adapter(model, rank=options.rank, first_layer=options.first_layer)
    without_dropout(model)
    train(model, rows, options)
    save_adapter(model, options.adapter, share=options.share)


def main() -> None:
    """Run the command."""
    options = arguments()
    if options.epochs:
        adapt(options)
    if options.adapter == ADAPTER:
        remember(options.pairs, options.model)


if __name__ == "__main__":
    main()
