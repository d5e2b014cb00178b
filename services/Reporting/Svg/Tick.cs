namespace Presage.Reporting.Svg;

/// <summary>A labelled place on an axis.</summary>
/// <param name="WideOnly">Shown only where the plot is wide.</param>
public readonly record struct Tick(double Value, string Label, bool WideOnly = false);
