using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>One step of a plan: reads slots, fills slots, frees slots that nothing needs any more.</summary>
internal abstract class Instruction(int[] inputs, int[] outputs, TensorType[] inputTypes, TensorType[] outputTypes)
{
    public int[] In { get; } = inputs;

    public int[] Out { get; } = outputs;

    public TensorType[] InTypes { get; } = inputTypes;

    public TensorType[] OutTypes { get; } = outputTypes;

    /// <summary>The slots whose last use this is.</summary>
    public int[] Freed { get; set; } = [];

    /// <summary>Results that gradients are taken to although nothing before them is recorded.</summary>
    public int[] Leaves { get; set; } = [];

    /// <summary>Set where the recording of gradients must be switched before the step.</summary>
    public bool? Recording { get; set; }

    public void Run(TorchTensor[] slots)
    {
        if (Recording is bool recording)
        {
            Lib.THSAutograd_setGrad(recording ? (byte)1 : (byte)0);
        }

        Compute(slots);
        foreach (int leaf in Leaves)
        {
            Lib.THSTensor_set_requires_grad(slots[leaf].Handle, 1);
        }

        foreach (int slot in Freed)
        {
            slots[slot].Dispose();
            slots[slot] = default;
        }
    }

    protected abstract void Compute(TorchTensor[] slots);
}

/// <summary>An operation as it stands in the graph.</summary>
internal sealed class OpInstruction(Op op, TorchOps ops, bool differentiated, int[] inputs, int[] outputs, TensorType[] inputTypes, TensorType[] outputTypes)
    : Instruction(inputs, outputs, inputTypes, outputTypes)
{
    private readonly TorchTensor[] x = new TorchTensor[inputs.Length];
    private readonly TorchTensor[] y = new TorchTensor[outputs.Length];
    private readonly bool wide = Unsigned.IsAmong(inputTypes) || Unsigned.IsAmong(outputTypes);

    public bool CreateGraph { get; init; }

    public bool RetainGraph { get; init; }

    public Op Op => op;

    public override string ToString() => op.ToString();

    protected override void Compute(TorchTensor[] slots)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = slots[In[i]];
        }

        ops.In = InTypes;
        ops.Out = OutTypes;
        ops.Differentiated = differentiated;
        ops.CreateGraph = CreateGraph;
        ops.RetainGraph = RetainGraph;
        if (wide)
        {
            Unsigned.Apply(op, ops, x, y);
        }
        else
        {
            op.Apply(ops, x, y);
        }

        for (int i = 0; i < y.Length; i++)
        {
            slots[Out[i]] = y[i];
        }
    }
}

/// <summary>A matrix product with a row added to each row: one call.</summary>
internal sealed class LinearInstruction(int[] inputs, int[] outputs, TensorType[] inputTypes, TensorType[] outputTypes)
    : Instruction(inputs, outputs, inputTypes, outputTypes)
{
    public override string ToString() => "MatMul + Add";

    protected override void Compute(TorchTensor[] slots) =>
        slots[Out[0]] = new(Lib.Checked(Lib.THSTensor_addmm(slots[In[2]].Handle, slots[In[0]].Handle, slots[In[1]].Handle, 1, 1)));
}

/// <summary>A convolution with a number added to each channel: one call.</summary>
internal sealed class ConvolutionInstruction(Conv op, TorchOps ops, int[] inputs, int[] outputs, TensorType[] inputTypes, TensorType[] outputTypes)
    : Instruction(inputs, outputs, inputTypes, outputTypes)
{
    public override string ToString() => $"{op} + Add";

    protected override void Compute(TorchTensor[] slots)
    {
        ops.In = InTypes;
        ops.Out = OutTypes;
        slots[Out[0]] = ops.Conv(slots[In[0]], slots[In[1]], op, slots[In[2]].Handle);
    }
}
