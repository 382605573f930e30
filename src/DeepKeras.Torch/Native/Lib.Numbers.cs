using System.Runtime.InteropServices;

namespace DeepKeras.Torch.Native;

internal static unsafe partial class Lib
{
    [DllImport(Dll)] public static extern nint THSTensor_view_as_real(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_view_as_complex(nint t);
}
