/* SPDX-License-Identifier: GPL-2.0-only */
/* ESR_EL1: why an exception was taken (Arm ARM D19.2.37). */
#ifndef __ASM_ESR_H
#define __ASM_ESR_H

#include <linux/compiler_types.h>
#include <linux/types.h>

#define ESR_ELx_EC_SHIFT    26
#define ESR_ELx_EC(esr)     (((esr) >> ESR_ELx_EC_SHIFT) & 0x3f)
#define ESR_ELx_IL          (1ul << 25)
#define ESR_ELx_ISS(esr)    ((esr)&0x1ffffff)

#define ESR_ELx_EC_UNKNOWN  0x00
#define ESR_ELx_EC_BTI      0x0d
#define ESR_ELx_EC_SYS64    0x18
#define ESR_ELx_EC_PC_ALIGN 0x22
#define ESR_ELx_EC_SP_ALIGN 0x26
#define ESR_ELx_EC_IABT_CUR 0x21
#define ESR_ELx_EC_DABT_CUR 0x25
#define ESR_ELx_EC_BRK64    0x3c

/* ISS of a BRK: its immediate. */
#define ESR_ELx_BRK64_ISS_COMMENT_MASK 0xfffful

/* ISS of aborts. */
#define ESR_ELx_ISV   (1ul << 24)
#define ESR_ELx_FnV   (1ul << 10) /* FAR is not valid */
#define ESR_ELx_EA    (1ul << 9)
#define ESR_ELx_CM    (1ul << 8)
#define ESR_ELx_S1PTW (1ul << 7)
#define ESR_ELx_WNR   (1ul << 6) /* it was a write */
#define ESR_ELx_FSC   0x3ful

__BEGIN_DECLS

/** esr_get_class_string() - the exception class of @esr in words. */
const char *esr_get_class_string(unsigned long esr);

/** esr_fault_name() - the fault status code of an abort in words. */
const char *esr_fault_name(unsigned long esr);

__END_DECLS

#endif
