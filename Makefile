# Needs Python 3.11 or later, make and pip; everything else comes from the package index.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PLUGINS := $(sort $(wildcard plugins/*/))
EXAMPLE := plugins/diplotext-example/
EDITABLE := -e . $(addprefix -e ,$(filter-out $(EXAMPLE),$(PLUGINS)))

.PHONY: demo test fuzz lint types docs pages bench build schema train corpus corpus-test knowledge clean

demo: $(VENV)/.installed
	$(BIN)/diplotext extract examples/articles/sidelines.txt

# As many tests at once as there are processors; each process loads its own language models.
test: $(VENV)/.developing
	$(BIN)/python -m pytest --numprocesses logical --maxprocesses 8 --dist worksteal

# Hostile texts for MINUTES, with other seeds than the tests; targets guided by coverage as well where the extra `fuzz`
# can be installed. See docs/reliability.md.
MINUTES ?= 60
SEED ?= 1
fuzz: $(VENV)/.developing
	$(BIN)/python -m pip install --quiet --constraint constraints.txt -e '.[fuzz]' || true
	$(BIN)/python -m tests.fuzzing.run --minutes $(MINUTES) --seed $(SEED)

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.developing
	$(BIN)/mypy src $(addsuffix src,$(PLUGINS)) training corpus/*.py scripts

docs: $(VENV)/.documenting
	$(BIN)/python -m sphinx -W --keep-going -q docs docs/_build

# What pages show of rules and figures; tests fail if it is out of date.
pages: $(VENV)/.developing
	for page in rules limits picture tables gallery; do $(BIN)/python docs/make_$$page.py || exit 1; done

bench: $(VENV)/.developing
	$(BIN)/python benchmarks/speed.py
	OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/quotes.py

build: $(VENV)/.developing
	for package in . $(PLUGINS); do $(BIN)/python -m build --wheel --outdir dist $$package || exit 1; done

# CORPORA and KNOWLEDGE name the folders of the data: see training/README.md.
train: $(VENV)/.training
	$(MAKE) --file training/Makefile PYTHON=$(BIN)/python

# The tables of diplotext-knowledge, made again: KNOWLEDGE is the folder of the reference tables, RAW that of raw articles;
# without RAW what articles attest is kept. See docs/knowledge.md.
knowledge: $(VENV)/.developing
	$(BIN)/python -m scripts.knowledge.refresh --report $(addprefix --tables ,$(KNOWLEDGE)) $(addprefix --raw ,$(RAW))

# The annotated corpus, made again from annotations and decisions; what is installed, measured on it.
corpus: $(VENV)/.developing
	$(BIN)/python -m corpus.compile gold --output corpus/gold.jsonl
	$(BIN)/python -m corpus.measure --part train --part development

# Once before a release. Figures only: nobody reads the test part.
corpus-test: $(VENV)/.developing
	$(BIN)/python -m corpus.measure --part test

schema: $(VENV)/.installed
	$(BIN)/diplotext schema --core > src/diplotext/io/schema-v1.json

clean:
	rm -rf $(VENV) dist docs/_build

$(VENV)/.installed: pyproject.toml constraints.txt $(addsuffix pyproject.toml,$(PLUGINS))
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt $(EDITABLE)
	touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt -e '.[dev]' -e $(EXAMPLE)
	touch $@

$(VENV)/.training: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt -e '.[train]'
	touch $@

$(VENV)/.documenting: $(VENV)/.developing
	$(BIN)/python -m pip install --quiet --constraint constraints.txt -e '.[docs]'
	touch $@
