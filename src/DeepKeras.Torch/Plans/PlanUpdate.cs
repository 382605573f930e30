namespace DeepKeras.Torch.Plans;

/// <summary>A variable's new value that is copied at the end of a run.</summary>
internal readonly record struct PlanUpdate(int Slot, HostArray Variable, nint Handle);

/// <summary>A constant or a variable: the tensor stays for as long as the plan does, over an array that the plan keeps alive.</summary>
internal sealed record PersistentSlot(int Slot, nint Handle, Operations.TensorType Type, HostArray Array);
