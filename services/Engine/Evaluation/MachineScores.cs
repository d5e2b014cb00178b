namespace Presage.Engine.Evaluation;

/// <summary>The judged rows of one machine, by component; what skill is drawn from, machine by machine.</summary>
public sealed record MachineScores(string Machine, ComponentScores[] Components)
{
    /// <param name="labels">[component][row] 1, 0 or -1 for unknown.</param>
    internal static MachineScores Of(MachineOutcome outcome, sbyte[][] labels) =>
        new(outcome.Machine, [.. labels.Select((column, component) => ComponentScores.Of(outcome, component, column))]);
}

/// <summary>Rows of known label of one component of one machine.</summary>
/// <param name="Scores">By the predicted probability, see <see cref="SkillBins"/>.</param>
/// <param name="Ages">By <see cref="ComponentAge"/>, see <see cref="SkillBins"/>.</param>
/// <param name="SquaredError">Sum of the squared differences between probability and outcome.</param>
/// <param name="LogLoss">Sum of -ln of the probability of what came, of 1e-15 at least.</param>
public sealed record ComponentScores(BinCounts Scores, BinCounts Ages, double SquaredError, double LogLoss)
{
    internal static ComponentScores Of(MachineOutcome outcome, int component, sbyte[] labels)
    {
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] >= 0)];
        bool[] isPositive = [.. rows.Select(row => labels[row] == 1)];
        var (scores, ages) = (new int[rows.Length], new int[rows.Length]);
        var age = ComponentAge.Of(outcome, component);
        var (squared, logLoss) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            var probability = outcome.Probabilities[component][rows[i]];
            var ofWhatCame = isPositive[i] ? probability : 1 - probability;
            squared += (1 - ofWhatCame) * (1 - ofWhatCame);
            logLoss += Evaluation.LogLoss.Of(probability, isPositive[i]);
            scores[i] = SkillBins.OfProbability(probability);
            ages[i] = SkillBins.OfAge(age[rows[i]]);
        }

        return new ComponentScores(
            BinCounts.Of(scores, isPositive, SkillBins.Scores), BinCounts.Of(ages, isPositive, SkillBins.Ages), squared, logLoss);
    }
}
