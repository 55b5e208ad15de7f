// SPDX-License-Identifier: GPL-2.0-only
// libFuzzer's target for SLUB: tests/fuzz/slub_ops.h says what the bytes mean. `make fuzz-slub` builds and runs it.
#include "tests/host/test.h"

#include "tests/fuzz/slub_ops.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	static const bool booted = [] {
		host::boot(host::shape{.banks = {{0x40000000, 256ull << 20}}, .cpus = fuzz::CPUS});
		return true;
	}();
	const std::string wrong = fuzz::slub_program(bytes, size).run();

	if (booted && !wrong.empty()) {
		std::fprintf(stderr, "slub: %s\n", wrong.c_str());
		std::abort();
	}
	return 0;
}
