using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// The members of Microsoft.ML that are not public and have no public counterpart: stopping a training, the trees of a multiclass
/// LightGBM model, the shape of a column. Resolved by the runtime at the first call; tests call them all, so an update that moves them is noticed.
/// </summary>
internal static class MlNetAccess
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CancelExecution")]
    public static extern void CancelExecution(MLContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SubModelParameters")]
    public static extern ImmutableArray<object> SubModels(OneVersusAllModelParameters model);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    public static extern SchemaShape.Column Column(string name, SchemaShape.Column.VectorKind kind, DataViewType type, bool isKey, SchemaShape? annotations);
}
