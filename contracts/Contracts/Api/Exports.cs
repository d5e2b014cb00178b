namespace Presage.Contracts.Api;

/// <summary>What a model is written as.</summary>
public static class ModelFormats
{
    /// <summary>The bytes that were registered.</summary>
    public const string Presage = "presage";

    /// <summary>XGBoost's JSON, for models that consist of trees.</summary>
    public const string XgboostJson = "xgboost-json";

    public static IReadOnlyList<string> All { get; } = [Presage, XgboostJson];
}

/// <summary>A model version that was written.</summary>
/// <param name="File">Path; null when it went elsewhere.</param>
public sealed record ExportedModel(
    string Model, int Version, string Algorithm, string Format, long Bytes, string Sha256, string? File = null);

/// <summary>Predictions that were written.</summary>
/// <param name="File">Path; null when they went elsewhere.</param>
public sealed record ExportedPredictions(string Results, long Rows, string? File = null)
{
    /// <summary>What a person should know though nothing failed.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];
}

/// <summary>Features that were written.</summary>
/// <param name="Columns">With machine, time and labels.</param>
public sealed record ExportedFeatures(string Run, long Rows, int Columns);

/// <summary>A report that was written.</summary>
/// <param name="Subject">Result set or run.</param>
public sealed record WrittenReport(string Subject, string File);
