using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>What is asked of a sweep.</summary>
/// <param name="Algorithm">Null leaves it to the sweep.</param>
/// <param name="Search">One of <see cref="SearchMethods.Names"/>; null is the defaults of what is named, or of three algorithms.</param>
/// <param name="Trials">1 to <see cref="Sweep.MaximumTrials"/>; null takes as many as go with the search.</param>
/// <param name="BudgetSeconds">Time after which no trial starts any more; null for none.</param>
/// <param name="Folds">Number of rolling-origin folds that trials are judged by; null judges by the calibration block.</param>
/// <param name="Fixed">Hyper-parameters that every trial has; they need an algorithm.</param>
/// <param name="Space">What is searched; null searches what is worth a try with the algorithm.</param>
/// <param name="Scope">What fixed hyper-parameters may refer to, where it is known.</param>
public sealed record SweepSettings(
    string? Algorithm = null, string? Search = null, int? Trials = null, double? BudgetSeconds = null, int? Folds = null,
    IReadOnlyDictionary<string, double>? Fixed = null, DeclaredSpace? Space = null, long Seed = 1,
    ParameterScope? Scope = null);
