namespace Presage.Contracts.Api;

/// <summary>A result set judged against the failures that followed.</summary>
public sealed record EvaluateResult(
    string Run, string Results, long Rows, long Unlabelled, long[][] Confusion, double Accuracy, double Precision, double Recall, double F1,
    IReadOnlyDictionary<string, ComponentFigures> Components, EventFigures Events, double Seconds)
{
    /// <summary>Null when no component can be ranked.</summary>
    public ModelSkillFigures? Skill { get; init; }

    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}
