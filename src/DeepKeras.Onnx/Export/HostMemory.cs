using System.Buffers;

namespace DeepKeras.Onnx;

/// <summary>An array's bytes as memory, not copied; the array is kept alive.</summary>
internal sealed class HostMemory(HostArray array) : MemoryManager<byte>
{
    public override Span<byte> GetSpan() => array.Bytes;

    public override unsafe MemoryHandle Pin(int elementIndex = 0) => new(array.Pointer + elementIndex);

    public override void Unpin()
    {
        // The array's memory is never moved.
    }

    protected override void Dispose(bool disposing)
    {
        // The array owns its memory.
    }
}
