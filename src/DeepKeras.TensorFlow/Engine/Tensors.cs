using System.Runtime.InteropServices;
using DeepKeras.TensorFlow.Native;

namespace DeepKeras.TensorFlow;

/// <summary>Host arrays as tensors of TensorFlow and back.</summary>
internal static unsafe class Tensors
{
    /// <summary>A tensor over the array's own memory, which must outlive the run.</summary>
    public static nint Over(HostArray array) => Make(array, array.Pointer, &Nothing);

    /// <summary>A tensor with a copy of the array, for what TensorFlow keeps.</summary>
    public static nint Copy(HostArray array)
    {
        nuint size = (nuint)array.Bytes.Length;
        void* memory = NativeMemory.AlignedAlloc(Math.Max(size, 64), 64);
        array.Bytes.CopyTo(new Span<byte>(memory, (int)size));
        return Make(array, memory, &Release);
    }

    /// <summary>Copies a tensor's elements out.</summary>
    public static void CopyOut(nint tensor, HostArray destination)
    {
        nuint size = Api.TensorByteSize(tensor);
        if (size != (nuint)destination.Bytes.Length)
        {
            throw new EngineException($"TensorFlow gave {size} bytes where {destination.Type.KerasName()} {destination.Shape} was expected.");
        }

        new ReadOnlySpan<byte>(Api.TensorData(tensor), (int)size).CopyTo(destination.Bytes);
    }

    private static nint Make(HostArray array, void* memory, delegate* unmanaged<void*, nuint, void*, void> release)
    {
        long* sizes = stackalloc long[Math.Max(1, array.Shape.Rank)];
        for (int i = 0; i < array.Shape.Rank; i++)
        {
            sizes[i] = array.Shape[i];
        }

        nint tensor = Api.NewTensor((int)array.Type.ToTensorFlow(), sizes, array.Shape.Rank, memory, (nuint)array.Bytes.Length, release, null);
        return tensor != 0 ? tensor : throw new EngineException($"TensorFlow made no tensor of {array.Type.KerasName()} {array.Shape}.");
    }

    [UnmanagedCallersOnly]
    private static void Nothing(void* data, nuint size, void* argument)
    {
    }

    [UnmanagedCallersOnly]
    private static void Release(void* data, nuint size, void* argument) => NativeMemory.AlignedFree(data);
}
