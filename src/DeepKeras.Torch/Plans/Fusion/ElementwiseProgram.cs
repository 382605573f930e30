using System.Text;
using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans.Fusion;

/// <summary>Where a value of a program comes from.</summary>
internal enum SourceKind
{
    /// <summary>An element of an array of the program's size.</summary>
    Array,

    /// <summary>One number for all elements, read when the program runs.</summary>
    Scalar,

    /// <summary>A number known when the program is made.</summary>
    Constant,

    /// <summary>The result of an operation on earlier values.</summary>
    Operation,
}

/// <summary>A value of a program: an input, a constant, or an operation on values before it.</summary>
internal sealed record ProgramValue(SourceKind Kind, DType Type, Op? Op = null, AxisList Operands = default, double Constant = 0);

/// <summary>
/// Elementwise operations on arrays of one size, to be done in one pass. It says what is computed, not on which memory, so layers of equal
/// structure share the compiled code.
/// </summary>
internal sealed class ElementwiseProgram
{
    public List<ProgramValue> Values { get; } = [];

    /// <summary>The values that are written out, in order.</summary>
    public List<int> Outputs { get; } = [];

    /// <summary>Whether there is one element only; then other types than float32, and operations without a vector form, are allowed.</summary>
    public required bool IsScalar { get; init; }

    /// <summary>Tells programs with the same code.</summary>
    public string Key
    {
        get
        {
            var key = new StringBuilder(IsScalar ? "1:" : "n:");
            foreach (ProgramValue value in Values)
            {
                key.Append((int)value.Kind).Append(' ').Append((int)value.Type).Append(' ');
                switch (value.Kind)
                {
                    case SourceKind.Constant:
                        key.Append(BitConverter.DoubleToInt64Bits(value.Constant));
                        break;
                    case SourceKind.Operation:
                        key.Append(value.Op).Append(value.Operands);
                        break;
                }

                key.Append(';');
            }

            return key.AppendJoin(',', Outputs).ToString();
        }
    }
}
