using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>
/// The officer at the airport tests the phone: it takes its position, opens its camera for a moment, and answers each by a
/// <see cref="TestReport"/>. A test push comes at the same time by the push service. Nothing of it enters the record.
/// </summary>
/// <param name="Number">The number of the attempt, which the answers carry.</param>
/// <param name="Text">For the person, in the language of the phone.</param>
public sealed record PhoneTests(int Number, string Text);

/// <summary>The answer to one test.</summary>
/// <param name="Number">The number of the attempt.</param>
/// <param name="Kind">The test.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Fix">The position, if the test of it passed. The server judges its accuracy and does not keep it.</param>
/// <param name="Condition">The condition of the phone; null if it is not known.</param>
public sealed record TestReport(int Number, TestKind Kind, TestResult Result, Fix? Fix = null, Condition? Condition = null);

/// <summary>A test of the phone.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TestKind>))]
public enum TestKind
{
    /// <summary>Takes the position.</summary>
    Location,

    /// <summary>Opens the camera. The picture stays on the phone.</summary>
    Camera,
}

/// <summary>What came of a test.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TestResult>))]
public enum TestResult
{
    /// <summary>It works.</summary>
    Passed,

    /// <summary>The app has no permission.</summary>
    Denied,

    /// <summary>The phone cannot do it: location is off, or the camera gives no picture.</summary>
    Unavailable,
}

/// <summary>Asks for the code that the officer at the airport scans. It has no members yet.</summary>
public sealed record InspectionCodeRequest;

/// <summary>The code that the phone shows to the officer, as a QR code and as text.</summary>
/// <param name="Code">Capital letters and digits, for the alphanumeric mode of QR codes. It is no personal data.</param>
/// <param name="ExpiresAt">Until when it is good, by the wall clock of the server. The phone asks for another before.</param>
public sealed record InspectionCode(string Code, DateTimeOffset ExpiresAt);
