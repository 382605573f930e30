using DeepKeras.Layers;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>A custom layer of the cases: gives its input and adds rate · mean(x²) to the loss.</summary>
[NotConfig]
internal sealed class MeanSquareLoss(double rate) : Layer
{
    public const string Registered = "oracle>MeanSquareLoss";

    public const string Words = "y = x; add_loss(rate * mean(x * x)); config: rate";

    public override string ClassName => "MeanSquareLoss";

    public override string Module => "train_runs";

    public override string? RegisteredName => Registered;

    public static void Register() => KerasRegistry.Register("train_runs", "MeanSquareLoss", Registered, static reader =>
    {
        var made = new MeanSquareLoss(reader.TryTake("rate", out ConfigValue rate) ? rate.AsDouble() : 0);
        made.ReadBaseConfig(reader);
        reader.RefuseUnknownKeys();
        return made;
    });

    public override void WriteConfig(ConfigWriter writer)
    {
        WriteBaseConfig(writer);
        writer.Key("rate").Write(rate);
    }

    protected override Tensor Call(Tensor x, CallContext context)
    {
        context.AddLoss(Ops.Mean(Ops.Square(x)) * rate);
        return x;
    }
}
