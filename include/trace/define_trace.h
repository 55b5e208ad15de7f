/* SPDX-License-Identifier: GPL-2.0-only */
/* In Linux this makes the code of the trace points that the file in front of it declares; slub64's have none. */
