using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Images that are changed while training, and pass as they are otherwise: what the augmentation layers share. What is drawn is a function of
/// the seed, the layer's path and the step. Takes an image or a batch of them; labels, boxes and masks are not changed along.
/// </summary>
/// <param name="dataFormat">Where the channels stand.</param>
public abstract partial class ImageAugmentation(DataFormat dataFormat) : Layer
{
    /// <summary>The seed of what is drawn; null: the model's.</summary>
    private protected virtual long? OwnSeed => null;

    /// <inheritdoc/>
    protected override void Build(Shape input) => ImageRules.Require(input, DataFormat);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor images = Ops.Cast(x, DType.ComputeDType);
        return context.Training ? Ops.Cast(ImageRules.AsBatch(images, DataFormat, batch => Augment(batch, new Draws(batch, context, OwnSeed))), images.DType) : Unchanged(images, context);
    }

    /// <summary>What there is out of training: the images.</summary>
    private protected virtual Tensor Unchanged(Tensor images, CallContext context) => images;

    /// <summary>Changes a batch (batch, height, width, channels).</summary>
    internal abstract Tensor Augment(Tensor images, Draws draws);
}
