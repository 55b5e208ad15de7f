// SPDX-License-Identifier: GPL-2.0-only
//
// The page allocator under libFuzzer: bytes are a program (tests/host/page_fuzz.h), the model is the oracle. One machine for the whole
// run: each program gives back what it took.
//
//	make fuzz-page FUZZ_SECONDS=600

#include "tests/host/page_fuzz.h"

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
	page_model::boot(128);
	return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	page_fuzz::Program program;

	if (const char *wrong = program.run(data, size)) {
		fprintf(stderr, "page_alloc: %s\n", wrong);
		abort();
	}
	return 0;
}
