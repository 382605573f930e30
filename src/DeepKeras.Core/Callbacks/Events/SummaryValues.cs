using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeepKeras.Callbacks;

/// <summary>
/// Values of TensorBoard's second version: each a tensor with the name of the plugin that shows it
/// (<c>Summary.Value</c> of tensorflow/core/framework/summary.proto).
/// </summary>
internal static class SummaryValues
{
    private const int Float32 = 1, Float64 = 2, Text = 7;
    private const int AsScalar = 1, AsTensor = 2, AsBlobs = 3;
    private const int Buckets = 30;

    /// <summary>A number.</summary>
    public static ProtoMessage Scalar(string tag, float value)
    {
        byte[] content = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(content, value);
        return Value(tag, Tensor(Float32, []).Data(4, content), "scalars", [], AsScalar);
    }

    /// <summary>How numbers are spread: 30 buckets of one width between the least and the greatest, each with its edges and its count.</summary>
    /// <remarks>Numbers that are not finite are left out: edges cannot be made of them.</remarks>
    public static ProtoMessage Histogram(string tag, HostArray values)
    {
        double[] numbers = [.. Enumerable.Range(0, checked((int)values.Elements)).Select(i => values[i]).Where(double.IsFinite)];
        double[] rows = Rows(numbers);
        byte[] content = new byte[rows.Length * sizeof(double)];
        for (int i = 0; i < rows.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(i * sizeof(double)), rows[i]);
        }

        return Value(tag, Tensor(Float64, [rows.Length / 3, 3]).Data(4, content), "histograms", [], AsTensor);
    }

    /// <summary>Pictures: the width and the height as text, then a PNG each.</summary>
    public static ProtoMessage Images(string tag, int width, int height, IReadOnlyList<byte[]> pngs)
    {
        ProtoMessage tensor = Tensor(Text, [pngs.Count + 2]);
        foreach (int size in new[] { width, height })
        {
            tensor.Data(8, Encoding.ASCII.GetBytes(size.ToString(CultureInfo.InvariantCulture)));
        }

        foreach (byte[] png in pngs)
        {
            tensor.Data(8, png);
        }

        return Value(tag, tensor, "images", [], AsBlobs);
    }

    /// <summary>A model's JSON, of which the graph plugin draws layers.</summary>
    public static ProtoMessage KerasModel(string tag, string json) =>
        Value(tag, Tensor(Text, []).Data(8, Encoding.UTF8.GetBytes(json)), "graph_keras_model", "1"u8, null);

    private static ProtoMessage Value(string tag, ProtoMessage tensor, string plugin, ReadOnlySpan<byte> content, int? dataClass)
    {
        ProtoMessage pluginData = new ProtoMessage().Text(1, plugin);
        if (content.Length > 0)
        {
            pluginData.Data(2, content);
        }

        ProtoMessage metadata = new ProtoMessage().Message(1, pluginData);
        if (dataClass is int kind)
        {
            metadata.Integer(4, kind);
        }

        return new ProtoMessage().Text(1, tag).Message(9, metadata).Message(8, tensor);
    }

    /// <summary>A <c>TensorProto</c> without its content.</summary>
    private static ProtoMessage Tensor(int type, ReadOnlySpan<int> sizes)
    {
        var shape = new ProtoMessage();
        foreach (int size in sizes)
        {
            shape.Message(2, new ProtoMessage().Integer(1, size));
        }

        return new ProtoMessage().Integer(1, type).Message(2, shape);
    }

    /// <summary>Left edge, right edge and count of each bucket, as TensorBoard makes them.</summary>
    private static double[] Rows(double[] numbers)
    {
        double[] rows = new double[Buckets * 3];
        if (numbers.Length == 0)
        {
            return rows;
        }

        double least = numbers.Min(), greatest = numbers.Max(), width = (greatest - least) / Buckets;
        for (int i = 0; i < Buckets; i++)
        {
            rows[i * 3] = least + (i * width);
            rows[(i * 3) + 1] = i == Buckets - 1 ? greatest : least + ((i + 1) * width);
        }

        foreach (double number in numbers)
        {
            int bucket = width > 0 ? Math.Min((int)Math.Floor((number - least) / width), Buckets - 1) : Buckets - 1;
            rows[(bucket * 3) + 2]++;
        }

        return rows;
    }
}
