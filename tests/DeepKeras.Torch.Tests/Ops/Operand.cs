namespace DeepKeras.Torch.Tests.Operations;

/// <summary>A sample operand: its shape, and the domain that its values lie in. Axis 0 is the batch unless <see cref="Batched"/> says no.</summary>
internal sealed record Operand(params int[] Shape)
{
    private const double GoldenRatio = 0.6180339887498949;

    /// <summary>The bounds of floating-point values.</summary>
    public (double Low, double High) Domain { get; init; } = (-2, 2);

    /// <summary>The bounds, both included, of integers.</summary>
    public (int Low, int High) Whole { get; init; } = (-6, 6);

    /// <summary>Whether 0 is outside the domain.</summary>
    public bool NonZero { get; init; }

    /// <summary>A type of its own, where it is not the row's.</summary>
    public DType? Type { get; init; }

    public bool Batched { get; init; } = true;

    /// <summary>Values to repeat instead of drawn ones.</summary>
    public double[]? Values { get; init; }

    /// <summary>Draws other values.</summary>
    public int Phase { get; init; }

    public DType TypeIn(DType rowType) => Type ?? rowType;

    /// <summary>The shape with so many rows.</summary>
    public int[] ShapeOf(int rows) => Batched ? Shape.With(0, rows) : Shape;

    /// <summary>The shape as a model knows it: with any number of rows.</summary>
    public Shape OpenShape => Batched ? DeepKeras.Shape.Create(Shape.With(0, DeepKeras.Shape.Unknown)) : Shape;

    /// <summary>The values in a type, rounded to it.</summary>
    public HostArray Sample(DType rowType, int rows)
    {
        DType type = TypeIn(rowType);
        int count = 0;
        return Plain.Of(ShapeOf(rows), _ => Draw(type, count++)).To(type);
    }

    private double Draw(DType type, int i)
    {
        if (Values is not null)
        {
            double value = Values[i % Values.Length];
            return type == DType.UInt8 ? Math.Abs(value) : value;
        }

        // Multiples of the golden ratio fill an interval evenly and never meet.
        double share = (((i + 1) * GoldenRatio) + (Phase * 0.4142135623730951)) % 1;
        if (type.IsFloating())
        {
            return Domain.Low + (share * (Domain.High - Domain.Low));
        }

        if (type == DType.Bool)
        {
            return share < 0.5 ? 1 : 0;
        }

        double whole = Whole.Low + Math.Floor(share * (Whole.High - Whole.Low + 1));
        whole = NonZero && whole == 0 ? Whole.High : whole;
        return type == DType.UInt8 ? Math.Abs(whole) : whole;
    }
}
