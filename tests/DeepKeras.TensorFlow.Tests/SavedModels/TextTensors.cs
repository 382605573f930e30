using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using DeepKeras.TensorFlow;
using DeepKeras.TensorFlow.Native;

namespace DeepKeras.Tests.SavedModels;

/// <summary>
/// Arrays as TensorFlow's tensors and back, texts too: TF_TString has 24 bytes a text, and says in its first two bits where the letters are: within, in
/// memory of its own, or elsewhere (tensorflow/core/platform/ctstring_internal.h).
/// </summary>
internal static unsafe class TextTensors
{
    private const int Size = 24;
    private const int View = 3;

    public static nint Copy(HostArray array)
    {
        if (array.Type != DType.String)
        {
            return Tensors.Copy(array);
        }

        byte[][] texts = [.. array.Texts.ToArray().Select(Encoding.UTF8.GetBytes)];
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(64, (texts.Length * Size) + texts.Sum(text => text.Length)), 64);
        byte* letters = memory + (texts.Length * Size);
        for (int i = 0; i < texts.Length; i++)
        {
            ulong* text = (ulong*)(memory + (i * Size));
            (text[0], text[1], text[2]) = (((ulong)texts[i].Length << 2) | View, (ulong)letters, 0);
            texts[i].CopyTo(new Span<byte>(letters, texts[i].Length));
            letters += texts[i].Length;
        }

        long[] sizes = [.. array.Shape.Select(size => (long)size)];
        fixed (long* dims = sizes)
        {
            return Api.NewTensor((int)DataTypes.ToTensorFlow(DType.String), dims, sizes.Length, memory, (nuint)(texts.Length * Size), &Release, null);
        }
    }

    public static void Take(nint tensor, HostArray array)
    {
        if (array.Type != DType.String)
        {
            Tensors.CopyOut(tensor, array);
            Api.DeleteTensor(tensor);
            return;
        }

        byte* data = (byte*)Api.TensorData(tensor);
        for (int i = 0; i < array.Elements; i++)
        {
            array.Texts[i] = Encoding.UTF8.GetString(Letters(data + (i * Size)));
        }

        Api.DeleteTensor(tensor);
    }

    private static ReadOnlySpan<byte> Letters(byte* text) => (*text & 3) switch
    {
        0 => new(text + 1, *text >> 2),
        2 => new(text + BinaryPrimitives.ReadUInt32LittleEndian(new(text + 4, 4)), (int)(*(uint*)text >> 2)),
        1 => new((void*)((ulong*)text)[2], (int)(*(ulong*)text >> 2)),
        _ => new((void*)((ulong*)text)[1], (int)(*(ulong*)text >> 2)),
    };

    [UnmanagedCallersOnly]
    private static void Release(void* data, nuint size, void* argument) => NativeMemory.AlignedFree(data);
}
