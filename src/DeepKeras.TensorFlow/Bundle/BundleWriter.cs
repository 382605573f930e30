using System.Text;
using DeepKeras.TensorFlow.Messages;
using Google.Protobuf;

namespace DeepKeras.TensorFlow.Bundle;

/// <summary>Writes tensors as TensorFlow's checkpoints: an index and one file of data, the same bytes as TensorFlow's own.</summary>
internal static class BundleWriter
{
    /// <param name="prefix">The path that the two files' names begin with, such as <c>variables/variables</c>.</param>
    /// <param name="tensors">In any order; the keys differ.</param>
    /// <param name="cancellation">Stops between tensors.</param>
    public static void Write(string prefix, IEnumerable<BundleTensor> tensors, CancellationToken cancellation = default)
    {
        (byte[] Key, BundleTensor Tensor)[] sorted = [.. tensors.Select(tensor => (Encoding.UTF8.GetBytes(tensor.Key), tensor))];
        Array.Sort(sorted, static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));

        // Nothing is buffered: a tensor's own memory is what is written.
        using var data = new FileStream(DataPath(prefix, 0, 1), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var indexFile = new FileStream(IndexPath(prefix), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var index = new TableWriter(indexFile);
        index.Add([], new BundleHeaderProto { NumShards = 1, Version = new() { Producer = 1 } }.ToByteArray());
        long offset = 0;
        foreach ((byte[] key, BundleTensor tensor) in sorted)
        {
            cancellation.ThrowIfCancellationRequested();
            (long size, uint crc) = tensor.Write(data);
            var entry = new BundleEntryProto { Dtype = tensor.Type, Shape = new(), Offset = offset, Size = size, Crc32C = Crc32C.Mask(crc) };
            entry.Shape.Dim.AddRange(tensor.Shape.Select(length => new TensorShapeProto.Types.Dim { Size = length }));
            index.Add(key, entry.ToByteArray());
            offset += size;
        }

        index.Finish();
    }

    public static string IndexPath(string prefix) => $"{prefix}.index";

    public static string DataPath(string prefix, int shard, int shards) => $"{prefix}.data-{shard:D5}-of-{shards:D5}";
}
