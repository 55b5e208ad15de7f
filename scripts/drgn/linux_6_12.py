# SPDX-License-Identifier: GPL-2.0-only
"""What drgn 0.0.22, Debian 12's, does not know of Linux 6.12.

Until 6.10 a slab's pages had the flag PG_slab. Since then a page's type stands in the top byte of page_type, and the flag is gone:
without it that drgn finds no slab page, in Linux 6.12 as here. Newer releases look at the type themselves and are left alone.
"""
from typing import Iterator

from drgn import FaultError, Object, Program, cast
from drgn.helpers.linux import mm, slab


def page_slab(page: Object) -> bool:
    """PageSlab(): is it a slab's first page?"""
    return page.page_type.value_() >> 24 == page.prog_.constant("PGTY_slab").value_()


def for_each_allocated_object(self: "slab._SlabCacheHelper", type: str) -> Iterator[Object]:
    """The helper of slab_cache_for_each_allocated_object(), with the type in the flag's place."""
    pointer_type = self._prog.pointer_type(self._prog.type(type))
    for page in slab.for_each_page(self._prog):
        try:
            if not page_slab(page):
                continue
        except FaultError:
            continue
        found = cast("struct slab *", page)
        if found.slab_cache == self._slab_cache:
            yield from self._page_objects(page, found, pointer_type)


def teach(prog: Program) -> bool:
    """Changes drgn's helpers if they need it for this kernel. Return: did they?"""
    try:
        prog.constant("PG_slab")
        return False
    except LookupError:
        pass
    if not hasattr(slab, "_SlabCacheHelper"):
        return False  # a drgn of another shape: it knows
    mm.PageSlab = page_slab
    slab.PageSlab = page_slab
    slab._SlabCacheHelper.for_each_allocated_object = for_each_allocated_object
    return True
