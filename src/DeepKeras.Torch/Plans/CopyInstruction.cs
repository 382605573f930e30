using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>A copy in memory of its own.</summary>
internal sealed class CopyInstruction(int[] inputs, int[] outputs, TensorType[] inputTypes, TensorType[] outputTypes)
    : Instruction(inputs, outputs, inputTypes, outputTypes)
{
    public override string ToString() => "Copy";

    protected override void Compute(TorchTensor[] slots) => slots[Out[0]] = new(Lib.Checked(Lib.THSTensor_clone(slots[In[0]].Handle)));
}
