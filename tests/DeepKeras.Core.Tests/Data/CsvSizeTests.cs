using System.Diagnostics;
using System.Text;
using DeepKeras.Data;

namespace DeepKeras.Tests.Data;

public sealed class CsvSizeTests
{
    private const int Rows = 1_000_000;
    private const int Features = 19;

    [Test]
    public void A_million_rows_are_read_in_seconds_and_in_little_more_memory_than_they_fill()
    {
        var block = new StringBuilder();
        for (int row = 0; row < 1000; row++)
        {
            for (int column = 0; column < Features; column++)
            {
                block.Append($"{(((row * 31) + (column * 17)) % 2000) - 1000}.{row % 97:00}{column:00},");
            }

            block.Append(row % 2 == 0 ? "even\n" : "odd\n");
        }

        string header = string.Concat(Enumerable.Range(0, Features).Select(i => $"x{i},")) + "y\n";
        using var stream = new Repeated(header, block.ToString(), Rows / 1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        Dataset dataset = CsvReader.ReadDataset(stream, "big.csv", new CsvOptions { Target = "y" });
        double seconds = watch.Elapsed.TotalSeconds;
        double mebibytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1048576.0;
        TestContext.Out.WriteLine($"{stream.Length / 1048576} MiB of CSV in {seconds:0.0} s, {mebibytes:0} MiB allocated in all.");
        Assert.That(dataset.Rows, Is.EqualTo(Rows));
        Assert.That(dataset.Features[0].Numbers[Rows - 1], Is.EqualTo(-31.2900f));
        Assert.That(dataset.Labels.ToArray().Sum(), Is.EqualTo(Rows / 2));

        // 84 MB of columns: doubling arrays allocate their size three times over, and not a string a row comes on top.
        Assert.That(mebibytes, Is.LessThan(320));
        Assert.That(seconds, Is.LessThan(30), "on an idle machine it takes two or three");
    }

    /// <summary>A text, and after it another one many times, without holding them all.</summary>
    private sealed class Repeated(string first, string block, int times) : Stream
    {
        private readonly byte[] head = Encoding.UTF8.GetBytes(first);
        private readonly byte[] body = Encoding.UTF8.GetBytes(block);

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => head.Length + ((long)body.Length * times);

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            byte[] source = Position < head.Length ? head : body;
            int from = Position < head.Length ? (int)Position : (int)((Position - head.Length) % body.Length);
            int read = Position >= Length ? 0 : Math.Min(count, source.Length - from);
            source.AsSpan(from, read).CopyTo(buffer.AsSpan(offset));
            Position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
