/* SPDX-License-Identifier: GPL-2.0-only */
#pragma once

#ifdef CONFIG_HARDENED_USERCOPY
namespace shell::usercopy
{

// Each makes one copy that is refused; with hardened_usercopy=off it comes back, having overwritten nothing of others'.
void slab_size();
void slab_window();
void slab_window_from();
void stack_frame();
void stack_beyond();
void area();
void folio();
void text();
void null();

} // namespace shell::usercopy
#endif
