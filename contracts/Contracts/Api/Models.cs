namespace Presage.Contracts.Api;

/// <summary>Model versions by name and version.</summary>
/// <param name="Next">Where the list goes on; null at its end.</param>
public sealed record ModelList(IReadOnlyList<ModelSummary> Models, string? Next = null);

public sealed record ModelSummary(
    string Model, int Version, bool IsChampion, string Algorithm, string Preset, string Dataset, string Run, DateTime CreatedAt);

/// <summary>What a model version was made from and how good it is.</summary>
/// <param name="Sha256">Hash of its bytes, hex.</param>
/// <param name="Thresholds">By component.</param>
/// <param name="Metrics">Figures on the blocks <c>calibrate</c> and <c>test</c>.</param>
/// <param name="Promotions">Of all versions of the model, oldest first.</param>
public sealed record ModelDetails(
    ModelSummary Model, string Sha256, IReadOnlyDictionary<string, double> Thresholds, ModelLineage Lineage,
    IReadOnlyDictionary<string, EvaluationFigures> Metrics, IReadOnlyList<ModelPromotion> Promotions)
{
    /// <summary>What a person should know of it, such as that it can no longer be made again.</summary>
    public IReadOnlyList<Notice> Notices { get => field ?? []; init; }
}

/// <summary>Model versions side by side.</summary>
/// <param name="SameRows">Whether all were judged on the same rows, so that their figures say which is better.</param>
public sealed record ComparedModels(IReadOnlyList<ComparedModel> Models, bool SameRows);

/// <param name="Test">Figures on its test block, with its own thresholds; null when it has none.</param>
public sealed record ComparedModel(
    string Model, int Version, bool IsChampion, string Algorithm, string Preset, string Dataset, DateTime CreatedAt,
    IReadOnlyDictionary<string, double> Thresholds, EvaluationFigures? Test);

/// <summary>A version became the champion.</summary>
public sealed record ModelPromotion(string Model, int Version, DateTime At, string By, string Reason);

/// <summary>The champion before is the champion again.</summary>
/// <param name="Version">The champion now.</param>
/// <param name="Replaced">The champion until now.</param>
public sealed record ModelRollback(string Model, int Version, int Replaced, DateTime At, string By, string Reason);

/// <summary>A model version that goes, or went.</summary>
/// <param name="Promotions">Entries of the promotion log that name it; they stay.</param>
/// <param name="Resumed">Whether an earlier deletion had not come to its end.</param>
public sealed record ModelDeletion(string Model, int Version, int Promotions, bool Resumed);
