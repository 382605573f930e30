using DeepKeras.Operations;
using static DeepKeras.Torch.Native.Lib;

namespace DeepKeras.Torch;

/// <summary>Factors of matrices, what is solved with them, and the Fourier transform.</summary>
internal sealed unsafe partial class TorchOps
{
    public TorchTensor Cholesky(TorchTensor x, bool required)
    {
        if (required)
        {
            return Made(THSLinalg_cholesky(x.Handle));
        }

        nint info;
        nint factor = Checked(THSLinalg_cholesky_ex(x.Handle, 0, &info));
        nint zero = Integer(0, DType.Int32);
        nint failed = Next(info, THSTensor_ne(info, zero));
        failed = Next(failed, THSTensor_unsqueeze(failed, -1));
        failed = Next(failed, THSTensor_unsqueeze(failed, -1));
        nint none = Filled(Shape.Scalar, In[0].Type, double.NaN);
        nint result = THSTensor_where(failed, none, factor);
        Free(zero, failed, none);
        return new(Next(factor, result));
    }

    public (TorchTensor Sign, TorchTensor Log) LogDeterminant(TorchTensor x)
    {
        nint log;
        nint sign = Checked(THSLinalg_slogdet(x.Handle, &log));
        return (new(sign), new(log));
    }

    public TorchTensor Solve(TorchTensor a, TorchTensor b) => Made(THSLinalg_solve(a.Handle, b.Handle, 1));

    public TorchTensor TriangularSolve(TorchTensor a, TorchTensor b, bool lower) =>
        Made(THSLinalg_solve_triangular(a.Handle, b.Handle, lower ? (byte)0 : (byte)1, 1, 0));

    public (TorchTensor Q, TorchTensor R) Qr(TorchTensor x, bool complete)
    {
        nint r;
        nint q = Checked(THSLinalg_qr(x.Handle, complete ? (byte)1 : (byte)0, &r));
        return (new(q), new(r));
    }

    public (TorchTensor U, TorchTensor S, TorchTensor V) Svd(TorchTensor x, bool full)
    {
        nint s;
        nint v;
        nint u = Checked(THSLinalg_svd(x.Handle, full ? (byte)1 : (byte)0, &s, &v));
        return (new(u), new(s), new(v));
    }

    public (TorchTensor Values, TorchTensor Vectors) Eigh(TorchTensor x)
    {
        nint vectors;
        nint values = Checked(THSLinalg_eigh(x.Handle, (byte)'L', &vectors));
        return (new(values), new(vectors));
    }

    public (TorchTensor Real, TorchTensor Imaginary, TorchTensor RealVectors, TorchTensor ImaginaryVectors) Eig(TorchTensor x)
    {
        nint vectors;
        nint values = Checked(THSLinalg_eig(x.Handle, &vectors));
        (TorchTensor real, TorchTensor imaginary) = Parts(values);
        (TorchTensor realVectors, TorchTensor imaginaryVectors) = Parts(vectors);
        return (real, imaginary, realVectors, imaginaryVectors);
    }

    public (TorchTensor Factors, TorchTensor Rows) Lu(TorchTensor x)
    {
        nint pivots;
        nint factors = Checked(THSLinalg_lu_factor(x.Handle, 1, &pivots));
        nint rows = Empty(Out[1].Shape, DType.Int32);
        pivots = Next(pivots, THSTensor_contiguous(pivots));
        int count = In[0].Shape[^2];
        int swaps = Math.Min(count, In[0].Shape[^1]);
        int* swap = (int*)THSTensor_data(pivots);
        int* row = (int*)THSTensor_data(rows);
        for (long matrix = Out[1].Shape.Elements / Math.Max(1, count); matrix > 0; matrix--, swap += swaps, row += count)
        {
            // LAPACK swaps row i with row swap[i], counted from 1, one after the other.
            for (int i = 0; i < count; i++)
            {
                row[i] = i;
            }

            for (int i = 0; i < swaps; i++)
            {
                (row[i], row[swap[i] - 1]) = (row[swap[i] - 1], row[i]);
            }
        }

        Free(pivots);
        return (new(factors), new(rows));
    }

    public (TorchTensor Real, TorchTensor Imaginary) Fft(TorchTensor real, TorchTensor imaginary, bool inverse)
    {
        const sbyte DividesTheInverse = 0;
        nint x = Checked(THSTensor_complex(real.Handle, imaginary.Handle));
        if (In[0].Shape.Elements == 0)
        {
            return Parts(x);
        }

        return Parts(Next(x, inverse ? THSTensor_ifft(x, -1, -1, DividesTheInverse) : THSTensor_fft(x, -1, -1, DividesTheInverse)));
    }

    /// <summary>The real and the imaginary part of complex numbers, which are freed; each in memory of its own.</summary>
    private static (TorchTensor Real, TorchTensor Imaginary) Parts(nint complex)
    {
        nint real = Checked(THSTensor_real(complex));
        nint imaginary = Next(complex, THSTensor_imag(complex));
        real = Next(real, THSTensor_clone(real));
        return (new(real), new(Next(imaginary, THSTensor_clone(imaginary))));
    }
}
