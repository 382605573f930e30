using DeepKeras.Data;
using DeepKeras.Comparisons.Preprocessing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Comparisons.Learners;

/// <summary>The encoded training rows of one fit, and ML.NET's views of them. The vectors are made once and shared by every view.</summary>
internal sealed class ShallowTraining(Dataset data, EncodedRows rows, int seed, CancellationToken cancellation)
{
    private VBuffer<float>[]? vectors;

    public Dataset Data => data;

    public EncodedRows Rows => rows;

    public int Seed => seed;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Runs a trainer within an ML.NET environment of this fit's seed, stopped by its cancellation.</summary>
    public T WithContext<T>(Func<MLContext, T> train)
    {
        var context = new MLContext(seed);
        using CancellationTokenRegistration registration = cancellation.Register(() => MlNetAccess.CancelExecution(context));
        try
        {
            return train(context);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>Features with a label that is true for one class.</summary>
    public IDataView BinaryView(MLContext context, int positive)
    {
        var view = new List<BinaryRow>(rows.Rows);
        VBuffer<float>[] features = Vectors();
        for (int row = 0; row < features.Length; row++)
        {
            view.Add(new BinaryRow { Features = features[row], Label = data.Labels[row] == positive });
        }

        return context.Data.LoadFromEnumerable(view, Schema<BinaryRow>());
    }

    /// <summary>Features with a number: the target, or 1 for one class and 0 for the others.</summary>
    public IDataView NumberView(MLContext context, int? positive = null)
    {
        var view = new List<NumberRow>(rows.Rows);
        VBuffer<float>[] features = Vectors();
        for (int row = 0; row < features.Length; row++)
        {
            float label = positive is int c ? (data.Labels[row] == c ? 1 : 0) : data.Targets[row];
            view.Add(new NumberRow { Features = features[row], Label = label });
        }

        return context.Data.LoadFromEnumerable(view, Schema<NumberRow>());
    }

    /// <summary>Features with the class as a key.</summary>
    public IDataView ClassView(MLContext context)
    {
        var view = new List<ClassRow>(rows.Rows);
        VBuffer<float>[] features = Vectors();
        for (int row = 0; row < features.Length; row++)
        {
            view.Add(new ClassRow { Features = features[row], Label = (uint)data.Labels[row] });
        }

        SchemaDefinition schema = Schema<ClassRow>();
        schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), data.Classes.Count);
        return context.Data.LoadFromEnumerable(view, schema);
    }

    /// <summary>Makes the shared vectors now, before several threads ask for them.</summary>
    public void WarmVectors() => Vectors();

    private VBuffer<float>[] Vectors()
    {
        if (vectors is null)
        {
            vectors = new VBuffer<float>[rows.Rows];
            for (int row = 0; row < vectors.Length; row++)
            {
                vectors[row] = rows.Vector(row);
            }
        }

        return vectors;
    }

    private SchemaDefinition Schema<T>()
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(T));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.Width);
        return schema;
    }

    private sealed class BinaryRow
    {
        public VBuffer<float> Features;
        public bool Label;
    }

    private sealed class NumberRow
    {
        public VBuffer<float> Features;
        public float Label;
    }

    private sealed class ClassRow
    {
        public VBuffer<float> Features;
        public uint Label;
    }
}
