using System.Runtime.InteropServices;

namespace DeepKeras.Torch.Native;

internal static unsafe partial class Lib
{
    [DllImport(Dll)] public static extern nint THSLinalg_cholesky(nint t);
    [DllImport(Dll)] public static extern nint THSLinalg_cholesky_ex(nint t, byte checkErrors, nint* info);
    [DllImport(Dll)] public static extern nint THSLinalg_slogdet(nint t, nint* log);
    [DllImport(Dll)] public static extern nint THSLinalg_solve(nint a, nint b, byte left);
    [DllImport(Dll)] public static extern nint THSLinalg_solve_triangular(nint a, nint b, byte upper, byte left, byte unit);
    [DllImport(Dll)] public static extern nint THSLinalg_qr(nint t, byte mode, nint* r);
    [DllImport(Dll)] public static extern nint THSLinalg_svd(nint t, byte full, nint* s, nint* vh);
    [DllImport(Dll)] public static extern nint THSLinalg_eigh(nint t, byte triangle, nint* vectors);
    [DllImport(Dll)] public static extern nint THSLinalg_eig(nint t, nint* vectors);
    [DllImport(Dll)] public static extern nint THSLinalg_lu_factor(nint t, byte pivot, nint* pivots);
    [DllImport(Dll)] public static extern nint THSTensor_complex(nint real, nint imaginary);
    [DllImport(Dll)] public static extern nint THSTensor_real(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_imag(nint t);
    [DllImport(Dll)] public static extern nint THSTensor_fft(nint t, long n, long axis, sbyte norm);
    [DllImport(Dll)] public static extern nint THSTensor_ifft(nint t, long n, long axis, sbyte norm);
}
