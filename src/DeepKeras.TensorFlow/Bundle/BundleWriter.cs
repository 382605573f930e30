using System.Text;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Messages;
using Google.Protobuf;

namespace DeepKeras.TensorFlow.Bundle;

/// <summary>Writes tensors as TensorFlow's checkpoints: an index and one file of data, the same bytes as TensorFlow's own.</summary>
internal static class BundleWriter
{
    /// <param name="prefix">The path that the two files' names begin with, such as <c>variables/variables</c>.</param>
    /// <param name="tensors">Their data are written in this order, the index in that of the keys, which differ.</param>
    /// <param name="cancellation">Stops between tensors.</param>
    public static void Write(string prefix, IEnumerable<BundleTensor> tensors, CancellationToken cancellation = default)
    {
        // Nothing is buffered: a tensor's own memory is what is written.
        using var data = new FileStream(DataPath(prefix, 0, 1), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var entries = new List<(byte[] Key, byte[] Value)>();
        using var indexFile = new FileStream(IndexPath(prefix), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var index = new TableWriter(indexFile);
        index.Add([], new BundleHeaderProto { NumShards = 1, Version = new() { Producer = 1 } }.ToByteArray());
        long offset = 0;
        foreach (BundleTensor tensor in tensors)
        {
            cancellation.ThrowIfCancellationRequested();
            (long size, uint crc) = tensor.Write(data);
            var entry = new BundleEntryProto { Dtype = tensor.Type, Shape = new(), Offset = offset, Size = size, Crc32C = Crc32C.Mask(crc) };
            entry.Shape.Dim.AddRange(tensor.Shape.Select(length => new TensorShapeProto.Types.Dim { Size = length }));
            entries.Add((Encoding.UTF8.GetBytes(tensor.Key), entry.ToByteArray()));
            offset += size;
        }

        entries.Sort(static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        foreach ((byte[] key, byte[] value) in entries)
        {
            index.Add(key, value);
        }

        index.Finish();
    }

    public static string IndexPath(string prefix) => $"{prefix}.index";

    public static string DataPath(string prefix, int shard, int shards) => $"{prefix}.data-{shard:D5}-of-{shards:D5}";
}
