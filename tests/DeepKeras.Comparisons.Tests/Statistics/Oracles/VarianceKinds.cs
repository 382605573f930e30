namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>Kinds variance_components, crossover.</summary>
internal static class VarianceKinds
{
    public static Dictionary<string, Func<OracleInputs, OracleAnswer>> All { get; } = new()
    {
        ["variance_components"] = Components,
        ["crossover"] = Cross,
    };

    private static OracleAnswer Components(OracleInputs inputs)
    {
        VarianceComponents components = VarianceComponents.Of(inputs.Rows("scores_by_seed_then_fold"));
        return new OracleAnswer
        {
            ["mean"] = components.Mean,
            ["ms_seed"] = components.MeanSquareSeed,
            ["ms_fold"] = components.MeanSquareFold,
            ["ms_residual"] = components.MeanSquareResidual,
            ["var_seed"] = components.Seed,
            ["var_fold"] = components.Fold,
            ["var_residual"] = components.Residual,
            ["share_seed"] = components.SeedShare,
            ["share_fold"] = components.FoldShare,
            ["share_residual"] = components.ResidualShare,
            ["sd_one_run"] = components.SdOneRun,
            ["sd_same_folds_new_seed"] = components.SdSameFoldsNewSeed,
        };
    }

    private static OracleAnswer Cross(OracleInputs inputs)
    {
        Crossover crossover = Crossover.Find(
            inputs.Integers("n"), inputs.Rows("deep"), inputs.Rows("shallow"), inputs.Sizes(),
            inputs.Flag("higher_is_better"), inputs.Number("confidence"));
        return new OracleAnswer
        {
            ["crossover"] = At(crossover.At),
            ["low"] = At(crossover.Low),
            ["high"] = At(crossover.High),
            ["sign_changes"] = crossover.SignChanges,
            ["points"] = crossover.Points.Select(point => new OracleAnswer
            {
                ["n"] = point.N,
                ["mean_diff"] = point.MeanDifference,
                ["ci_low"] = point.Low,
                ["ci_high"] = point.High,
            }),
        };
    }

    private static OracleAnswer At(Crossing crossing) => new()
    {
        ["n"] = crossing.N,
        ["where"] = crossing.Place switch
        {
            CrossingPlace.BeforeGrid => "before_grid",
            CrossingPlace.AfterGrid => "after_grid",
            _ => "inside",
        },
    };
}
