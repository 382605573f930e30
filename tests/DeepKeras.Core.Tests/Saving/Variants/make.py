"""Makes the .h5 files of this folder with h5py: every way it can lay out what a model file may hold.

Each numeric dataset holds 0, 1, 2, … in C order (modulo 100 for small types), unless its attribute `fill` says what unwritten
elements hold and `written` how many of the first rows are written. Run: python3 make.py
"""
import h5py
import numpy as np


def ramp(shape, dtype):
    return (np.arange(int(np.prod(shape))) % 100).reshape(shape).astype(dtype)



NUMBERS = ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "i1", "u1", "<i2", ">i2", "<u2", "<i4", ">i4", "<u4", "<i8", ">i8", "<u8"]


def types(f):
    for t in NUMBERS:
        f.create_dataset("n/" + t.replace("<", "le_").replace(">", "be_"), data=ramp((3, 4), t))
    f["scalar"] = np.float32(0)
    f["empty"] = np.zeros((0, 3), "f4")
    f["null"] = h5py.Empty("f4")
    f["bool"] = np.array([False, True])
    f["text"] = np.array(["ab", "", "c\u00e9\u4e16"], dtype=h5py.string_dtype())
    f["text_scalar"] = "abc"
    f["text_fixed"] = np.array([b"ab", b"cde"])
    f["text_utf8_fixed"] = np.array(["\u00e9".encode(), b"z"], dtype=h5py.string_dtype("utf-8", 4))
    f["complex"] = np.array([1 + 2j])
    f["compound"] = np.zeros(2, dtype=[("a", "i4"), ("b", "f4")])
    f["opaque"] = np.zeros(2, dtype="V3")
    f["enum"] = np.array([0, 1], dtype=h5py.enum_dtype({"A": 0, "B": 1}, basetype="i2"))
    a = f.create_group("attributes").attrs
    a["text"] = "v\u00e9"
    a["texts"] = ["a", "bb", ""]
    a["none"] = []
    a["int"] = 7
    a["ints"] = [1, 2, 3]
    a["float"] = 1.5
    a["bytes"] = np.bytes_(b"raw")
    a["long"] = "x" * 30000


def storage(f):
    f.create_dataset("chunked", data=ramp((5, 7), "f4"), chunks=(2, 3))
    f.create_dataset("gzip", data=ramp((5, 7), "f4"), chunks=(2, 3), compression="gzip")
    f.create_dataset("shuffle", data=ramp((5, 7), "f8"), chunks=(2, 3), compression="gzip", shuffle=True)
    f.create_dataset("fletcher", data=ramp((5, 7), "i2"), chunks=(2, 3), fletcher32=True)
    f.create_dataset("odd_fletcher", data=ramp((5, 7), "i1"), chunks=(5, 7), fletcher32=True)
    f.create_dataset("all", data=ramp((5, 7), ">f4"), chunks=(4, 4), compression="gzip", shuffle=True, fletcher32=True)
    f.create_dataset("lzf", data=ramp((5, 7), "f4"), chunks=(2, 3), compression="lzf")
    f.create_dataset("grows", data=ramp((6, 4), "f4"), chunks=(2, 4), maxshape=(None, 4))
    f.create_dataset("one_dimension", data=ramp((100,), "f4"), chunks=(3,))
    f.create_dataset("four", data=ramp((3, 4, 5, 2), "i4"), chunks=(2, 3, 2, 1))
    f.create_dataset("many", data=ramp((40, 40), "u1"), chunks=(1, 1))
    d = f.create_dataset("partial", (6, 3), "f4", chunks=(2, 3), fillvalue=-1)
    d[:2] = ramp((2, 3), "f4")
    d.attrs["fill"], d.attrs["written"] = -1, 2
    d = f.create_dataset("unwritten", (4, 2), "f4", fillvalue=2.5)
    d.attrs["fill"], d.attrs["written"] = 2.5, 0
    d = f.create_dataset("zeros", (4, 2), "f4")
    d.attrs["fill"], d.attrs["written"] = 0, 0
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_layout(h5py.h5d.COMPACT)
    space = h5py.h5s.create_simple((3, 2))
    h5py.h5d.create(f.id, b"compact", h5py.h5t.IEEE_F32LE, space, plist).write(space, space, ramp((3, 2), "f4"))
    f["type"] = np.dtype("<f4")
    f.create_dataset("named_type", data=ramp((3, 2), "f4"), dtype=f["type"])


def indexes(f):
    """What the newest layout adds: five chunk indexes."""
    storage(f)
    f.create_dataset("single", data=ramp((4, 3), "f4"), chunks=(4, 3))
    f.create_dataset("single_gzip", data=ramp((4, 3), "f4"), chunks=(4, 3), compression="gzip")
    f.create_dataset("fixed", data=ramp((30, 4), "i2"), chunks=(1, 4))
    f.create_dataset("fixed_bounded", data=ramp((5, 4), "i2"), chunks=(2, 3), maxshape=(9, 11))
    f.create_dataset("fixed_paged", data=ramp((3000,), "u1"), chunks=(1,))
    d = f.create_dataset("fixed_paged_partial", (3000,), "u1", chunks=(1,))
    d[:3] = ramp((3,), "u1")
    d.attrs["fill"], d.attrs["written"] = 0, 3
    f.create_dataset("fixed_gzip", data=ramp((30, 4), "f4"), chunks=(1, 4), compression="gzip")
    f.create_dataset("extensible", data=ramp((30, 4), "i2"), chunks=(1, 4), maxshape=(None, 4))
    f.create_dataset("extensible_wide", data=ramp((4, 30), "i2"), chunks=(2, 1), maxshape=(7, None))
    f.create_dataset("extensible_large", data=ramp((5000,), "u1"), chunks=(1,), maxshape=(None,))
    f.create_dataset("extensible_gzip", data=ramp((300,), "f4"), chunks=(2,), maxshape=(None,), compression="gzip")
    f.create_dataset("tree", data=ramp((30, 4), "i2"), chunks=(1, 2), maxshape=(None, None))
    f.create_dataset("tree_gzip", data=ramp((30, 4), "i2"), chunks=(1, 2), maxshape=(None, None), compression="gzip")
    f.create_dataset("tree_large", data=ramp((50, 50), "u1"), chunks=(1, 1), maxshape=(None, None))
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_chunk((2, 3))
    plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    space = h5py.h5s.create_simple((5, 7))
    h5py.h5d.create(f.id, b"implicit", h5py.h5t.IEEE_F32LE, space, plist).write(space, space, ramp((5, 7), "f4"))


def groups(f):
    for i in range(300):
        f.create_group(f"many/{i}").attrs["i"] = i
    g = f.create_group("layers/dense/vars")
    g["10"], g["2"], g["0"] = ramp((2,), "f4"), ramp((2,), "f4"), ramp((2,), "f4")
    g = f.create_group("attributes")
    for i in range(40):
        g.attrs[f"a{i}"] = "x" * i
    f.create_group("ordered", track_order=True).create_group("z")
    o = f.create_group("ordered_many", track_order=True)
    for i in range(20):
        o.create_group(f"g{19 - i}")


with h5py.File("types.h5", "w") as f:
    types(f)
with h5py.File("types_latest.h5", "w", libver="latest") as f:
    types(f)
    f["attributes"].attrs["huge"] = "y" * 70000
    f["attributes"].attrs["huge_numbers"] = np.arange(9000)
with h5py.File("storage.h5", "w") as f:
    storage(f)
with h5py.File("storage_latest.h5", "w", libver="latest") as f:
    indexes(f)
with h5py.File("groups.h5", "w") as f:
    groups(f)
with h5py.File("groups_latest.h5", "w", libver="latest") as f:
    groups(f)
with h5py.File("groups_108.h5", "w", libver=("v108", "v108")) as f:
    groups(f)
with h5py.File("user_block.h5", "w", userblock_size=512) as f:
    f["x"] = ramp((3, 2), "f4")
with h5py.File("swmr.h5", "w", libver="latest") as f:
    f["x"] = ramp((3, 2), "f4")
    f.swmr_mode = True
