using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// The two members of Microsoft.ML that are not public and have no public counterpart: stopping a training, and the trees of a
/// multiclass LightGBM model. Resolved by the runtime at the first call; a test calls both, so an update that moves them is noticed.
/// </summary>
internal static class MlNetAccess
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CancelExecution")]
    public static extern void CancelExecution(MLContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SubModelParameters")]
    public static extern ImmutableArray<object> SubModels(OneVersusAllModelParameters model);
}
