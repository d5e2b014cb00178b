namespace Presage.Reporting.Svg;

public readonly record struct Point(double X, double Y);
