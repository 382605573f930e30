using System.Text.Json;
using DeepKeras.Comparisons.Statistics.Oracles;

namespace DeepKeras.Comparisons.Scores;

/// <summary>Kinds label_scores, binary_scores, multiclass_scores, regression_scores.</summary>
internal static class ScoreKinds
{
    public static Dictionary<string, Func<OracleInputs, OracleAnswer>> All { get; } = new()
    {
        ["label_scores"] = Labels,
        ["binary_scores"] = Binary,
        ["multiclass_scores"] = Multiclass,
        ["regression_scores"] = Regression,
    };

    private static OracleAnswer Labels(OracleInputs inputs)
    {
        // Names are encoded in ordinal order, as the classes of a data set are.
        JsonElement[] truth = [.. inputs.Raw("y_true").EnumerateArray()];
        JsonElement[] predicted = [.. inputs.Raw("y_pred").EnumerateArray()];
        string[] names = truth[0].ValueKind == JsonValueKind.String
            ? [.. truth.Concat(predicted).Select(value => value.GetString()!).Distinct().Order(StringComparer.Ordinal)]
            : [];
        int Encode(JsonElement value) => names.Length > 0 ? Array.IndexOf(names, value.GetString()) : value.GetInt32();
        ConfusionMatrix matrix = ConfusionMatrix.Of(
            [.. truth.Select(Encode)], [.. predicted.Select(Encode)], inputs.NumbersOrNull("sample_weight"));
        int[] classes = [.. Enumerable.Range(0, matrix.Labels.Count)];
        return new OracleAnswer
        {
            ["accuracy"] = matrix.Accuracy,
            ["balanced_accuracy"] = matrix.BalancedAccuracy,
            ["precision_macro"] = matrix.PrecisionMacro,
            ["recall_macro"] = matrix.RecallMacro,
            ["f1_macro"] = matrix.F1Macro,
            ["f1_micro"] = matrix.F1Micro,
            ["f1_weighted"] = matrix.F1Weighted,
            ["f1_per_class"] = matrix.F1PerClass,
            ["mcc"] = matrix.Mcc,
            ["cohen_kappa"] = matrix.CohenKappa,
            ["labels"] = names.Length > 0 ? matrix.Labels.Select(label => names[label]) : matrix.Labels,
            ["confusion"] = classes.Select(truth => classes.Select(prediction => matrix[truth, prediction])),
        };
    }

    private static OracleAnswer Binary(OracleInputs inputs)
    {
        int[] labels = inputs.Integers("y_true");
        double[] positive = inputs.Numbers("probability");
        double[,] probabilities = Probabilities.FromPositive(positive);
        double auc = Score.RocAuc.Of(labels, probabilities);
        Calibration calibration = Calibration.Of(labels, probabilities, inputs.Integer("bins"));
        return new OracleAnswer
        {
            ["roc_auc"] = auc,
            ["gini"] = 2 * auc - 1,
            ["roc_auc_weighted"] = RocAuc.Binary(RankedRows.IsClass(labels, 1), positive, inputs.NumbersOrNull("sample_weight")),
            ["average_precision"] = Score.AveragePrecision.Of(labels, probabilities),
            ["log_loss"] = Score.LogLoss.Of(labels, probabilities),
            ["brier"] = Score.Brier.Of(labels, probabilities),
            ["calibration_error_positive"] = calibration.Expected,
            ["calibration_max_positive"] = calibration.Maximum,
        };
    }

    private static OracleAnswer Multiclass(OracleInputs inputs)
    {
        int[] labels = inputs.Integers("y_true");
        double[][] rows = inputs.Rows("probabilities");
        var probabilities = new double[rows.Length, rows[0].Length];
        for (int i = 0; i < probabilities.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, rows[0].Length);
            probabilities[row, column] = rows[row][column];
        }

        Calibration calibration = Calibration.Of(labels, probabilities, inputs.Integer("bins"));
        return new OracleAnswer
        {
            ["roc_auc_ovr_macro"] = Score.RocAuc.Of(labels, probabilities),
            ["roc_auc_ovr_weighted"] = Score.RocAucWeighted.Of(labels, probabilities),
            ["average_precision_macro"] = Score.AveragePrecision.Of(labels, probabilities),
            ["log_loss"] = Score.LogLoss.Of(labels, probabilities),
            ["brier_sum"] = BrierScore.Sum(labels, probabilities),
            ["brier_half"] = Score.Brier.Of(labels, probabilities),
            ["calibration_error_top"] = calibration.Expected,
            ["calibration_max_top"] = calibration.Maximum,
            ["accuracy"] = Score.Accuracy.Of(labels, probabilities),
            ["top2_accuracy"] = Score.Top(2).Of(labels, probabilities),
        };
    }

    private static OracleAnswer Regression(OracleInputs inputs)
    {
        double[]? weights = inputs.NumbersOrNull("sample_weight");
        (double[] targets, double[] predictions) = (inputs.Numbers("y_true"), inputs.Numbers("y_pred"));
        var errors = new RegressionErrors(targets, predictions, weights);
        var answer = new OracleAnswer
        {
            ["r2"] = errors.R2,
            ["mse"] = errors.MeanSquared,
            ["rmse"] = errors.RootMeanSquared,
            ["mae"] = errors.MeanAbsolute,
            ["max_error"] = errors.Max,
            ["mean_error"] = errors.MeanError,
        };
        if (weights is null)
        {
            answer["median_absolute_error"] = errors.MedianAbsolute;
        }

        return answer;
    }
}
