namespace Presage.Engine.Learning;

/// <summary>Why a prediction is as it is.</summary>
/// <param name="Column">Name of the strongest column of the source.</param>
/// <param name="Contribution">What the source added to the raw score; negative speaks against a failure.</param>
/// <param name="Value">The column's value in this row; NaN when missing.</param>
/// <param name="Usual">Its usual value.</param>
/// <param name="Text">A sentence for a maintenance planner, such as "vibration 24 h mean 50.6, usually 40.3".</param>
public sealed record Reason(string Source, string Column, double Contribution, double Value, double Usual, string Text);
