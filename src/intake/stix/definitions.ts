import {
  charsetProblem,
  countryProblem,
  cpeProblem,
  emailProblem,
  ipfixProblem,
  ipv4Problem,
  ipv6Problem,
  macProblem,
  mimeProblem,
  priorityProblem,
  productProblem,
  protocolProblem,
  registryKeyProblem,
  relationshipTypeProblem,
  urlProblem,
} from './forms.ts';
import {
  BINARY,
  BOOLEAN,
  DICTIONARY,
  dictionary,
  EXTENSIONS,
  float,
  form,
  HASHES,
  HEX,
  ID,
  integer,
  LANGUAGE,
  list,
  must,
  object,
  oneOf,
  open,
  type Problem,
  type Properties,
  ref,
  refNot,
  STRING,
  TIMESTAMP,
} from './kinds.ts';
import * as ov from './vocabularies.ts';

/** §3.1: what kind of object it is, which decides what it has in common with others. */
export type Category = 'domain' | 'relationship' | 'meta' | 'observable' | 'bundle';

export interface Definition {
  readonly category: Category;
  readonly properties: Properties;
}

const KILL_CHAIN = list(object({ kill_chain_name: must(STRING), phase_name: must(STRING) }));
const KILL_CHAINS: Properties = { kill_chain_phases: KILL_CHAIN };
/** §2.5 */
const EXTERNAL_REFERENCE = object({
  source_name: must(STRING),
  description: STRING,
  url: form(urlProblem),
  hashes: HASHES,
  external_id: STRING,
});
/** §7.2.3 */
const GRANULAR_MARKING = object({
  lang: LANGUAGE,
  marking_ref: ref('marking-definition'),
  selectors: must(list(STRING)),
});

/** §3.2, with what each category requires. */
const COMMON: Readonly<Record<Exclude<Category, 'bundle'>, Properties>> = (() => {
  const marked: Properties = {
    type: must(STRING),
    spec_version: oneOf('2.1', '2.0'),
    id: must(ID),
    object_marking_refs: list(ref('marking-definition')),
    granular_markings: list(GRANULAR_MARKING),
    extensions: EXTENSIONS,
  };
  const all: Properties = {
    ...marked,
    created_by_ref: ID,
    created: must(TIMESTAMP),
    modified: must(TIMESTAMP),
    revoked: BOOLEAN,
    labels: list(STRING),
    confidence: integer(0, 100),
    lang: LANGUAGE,
    external_references: list(EXTERNAL_REFERENCE),
  };
  return {
    domain: all,
    relationship: all,
    meta: all,
    observable: { ...marked, defanged: BOOLEAN },
  };
})();

const SEEN: Properties = { first_seen: TIMESTAMP, last_seen: TIMESTAMP };
const MOTIVES: Properties = {
  primary_motivation: open('attack-motivation', ov.ATTACK_MOTIVATIONS),
  secondary_motivations: list(open('attack-motivation', ov.ATTACK_MOTIVATIONS)),
};

/** §4 */
const DOMAIN: Readonly<Record<string, Properties>> = {
  'attack-pattern': { name: must(STRING), description: STRING, aliases: list(STRING), ...KILL_CHAINS },
  campaign: { name: must(STRING), description: STRING, aliases: list(STRING), ...SEEN, objective: STRING },
  'course-of-action': { name: must(STRING), description: STRING },
  grouping: {
    name: STRING,
    description: STRING,
    context: must(open('grouping-context', ov.GROUPING_CONTEXTS)),
    object_refs: must(list(ID)),
  },
  identity: {
    name: must(STRING),
    description: STRING,
    roles: list(STRING),
    identity_class: open('identity-class', ov.IDENTITY_CLASSES),
    sectors: list(open('industry-sector', ov.INDUSTRY_SECTORS)),
    contact_information: STRING,
  },
  incident: { name: must(STRING), description: STRING },
  indicator: {
    name: STRING,
    description: STRING,
    indicator_types: list(open('indicator-types', ov.INDICATOR_TYPES)),
    pattern: must(STRING),
    pattern_type: must(open('indicator-pattern-types', ov.PATTERN_TYPES)),
    pattern_version: STRING,
    valid_from: must(TIMESTAMP),
    valid_until: TIMESTAMP,
    ...KILL_CHAINS,
  },
  infrastructure: {
    name: must(STRING),
    description: STRING,
    infrastructure_types: list(open('infrastructure-types', ov.INFRASTRUCTURE_TYPES)),
    aliases: list(STRING),
    ...KILL_CHAINS,
    ...SEEN,
  },
  'intrusion-set': {
    name: must(STRING),
    description: STRING,
    aliases: list(STRING),
    ...SEEN,
    goals: list(STRING),
    resource_level: open('attack-resource-level', ov.ATTACK_RESOURCE_LEVELS),
    ...MOTIVES,
  },
  location: {
    name: STRING,
    description: STRING,
    latitude: float(-90, 90),
    longitude: float(-180, 180),
    precision: float(0),
    region: open('region', ov.REGIONS),
    country: form(countryProblem),
    administrative_area: STRING,
    city: STRING,
    street_address: STRING,
    postal_code: STRING,
  },
  malware: {
    name: STRING,
    description: STRING,
    malware_types: list(open('malware-types', ov.MALWARE_TYPES)),
    is_family: must(BOOLEAN),
    aliases: list(STRING),
    ...KILL_CHAINS,
    ...SEEN,
    operating_system_refs: list(ref('software')),
    architecture_execution_envs: list(open('processor-architecture', ov.PROCESSOR_ARCHITECTURES)),
    implementation_languages: list(open('implementation-languages', ov.IMPLEMENTATION_LANGUAGES)),
    capabilities: list(open('malware-capabilities', ov.MALWARE_CAPABILITIES)),
    sample_refs: list(ref('artifact', 'file')),
  },
  'malware-analysis': {
    product: must(form(productProblem)),
    version: STRING,
    host_vm_ref: ref('software'),
    operating_system_ref: ref('software'),
    installed_software_refs: list(ref('software')),
    configuration_version: STRING,
    modules: list(STRING),
    analysis_engine_version: STRING,
    analysis_definition_version: STRING,
    submitted: TIMESTAMP,
    analysis_started: TIMESTAMP,
    analysis_ended: TIMESTAMP,
    result_name: STRING,
    result: open('malware-result', ov.MALWARE_RESULTS),
    analysis_sco_refs: list(ID),
    sample_ref: ref('artifact', 'file', 'network-traffic'),
  },
  note: {
    abstract: STRING,
    content: must(STRING),
    authors: list(STRING),
    object_refs: must(list(ID)),
  },
  'observed-data': {
    first_observed: must(TIMESTAMP),
    last_observed: must(TIMESTAMP),
    number_observed: must(integer(1, 999_999_999)),
    objects: dictionary(),
    object_refs: list(ID),
  },
  opinion: {
    explanation: STRING,
    authors: list(STRING),
    opinion: must(oneOf(...ov.OPINIONS)),
    object_refs: must(list(ID)),
  },
  report: {
    name: must(STRING),
    description: STRING,
    report_types: list(open('report-types', ov.REPORT_TYPES)),
    published: must(TIMESTAMP),
    object_refs: must(list(ID)),
  },
  'threat-actor': {
    name: must(STRING),
    description: STRING,
    threat_actor_types: list(open('threat-actor-types', ov.THREAT_ACTOR_TYPES)),
    aliases: list(STRING),
    ...SEEN,
    roles: list(open('threat-actor-role', ov.THREAT_ACTOR_ROLES)),
    goals: list(STRING),
    sophistication: open('threat-actor-sophistication', ov.THREAT_ACTOR_SOPHISTICATIONS),
    resource_level: open('attack-resource-level', ov.ATTACK_RESOURCE_LEVELS),
    ...MOTIVES,
    personal_motivations: list(open('attack-motivation', ov.ATTACK_MOTIVATIONS)),
  },
  tool: {
    name: must(STRING),
    description: STRING,
    tool_types: list(open('tool-types', ov.TOOL_TYPES)),
    aliases: list(STRING),
    ...KILL_CHAINS,
    tool_version: STRING,
  },
  vulnerability: { name: must(STRING), description: STRING },
};

/** §5 */
const NOT_RELATED = [
  'relationship',
  'sighting',
  'bundle',
  'marking-definition',
  'language-content',
  'extension-definition',
];
const RELATIONSHIP: Readonly<Record<string, Properties>> = {
  relationship: {
    relationship_type: must(form(relationshipTypeProblem)),
    description: STRING,
    source_ref: must(refNot(...NOT_RELATED)),
    target_ref: must(refNot(...NOT_RELATED)),
    start_time: TIMESTAMP,
    stop_time: TIMESTAMP,
  },
  sighting: {
    description: STRING,
    ...SEEN,
    count: integer(0, 999_999_999),
    sighting_of_ref: must(refNot(...NOT_RELATED)),
    observed_data_refs: list(ref('observed-data')),
    where_sighted_refs: list(ref('identity', 'location')),
    summary: BOOLEAN,
  },
};

/** §7 */
const META: Readonly<Record<string, Properties>> = {
  'extension-definition': {
    name: must(STRING),
    description: STRING,
    schema: must(STRING),
    version: must(STRING),
    extension_types: must(
      list(oneOf('new-sdo', 'new-sco', 'new-sro', 'property-extension', 'toplevel-property-extension')),
    ),
    extension_properties: list(STRING),
  },
  'language-content': {
    object_ref: must(ID),
    object_modified: TIMESTAMP,
    contents: must(dictionary(DICTIONARY)),
  },
  // It has no versions (§7.2.1): created, never modified.
  'marking-definition': {
    modified: TIMESTAMP,
    name: STRING,
    definition_type: open('marking-definition-type', ['statement', 'tlp']),
    definition: dictionary(),
  },
};

const socketOption = (key: string): Problem | undefined =>
  ov.SOCKET_OPTIONS.includes(key)
    ? undefined
    : { check: 'socket-options', reason: 'SHOULD be a socket option' };
const pdfKey = (key: string): Problem | undefined =>
  ov.PDF_INFORMATION_KEYS.includes(key)
    ? undefined
    : { check: 'pdf-doc-info', reason: 'SHOULD be a key of ISO 32000-1' };
const requestField = (key: string): Problem | undefined =>
  ov.REQUEST_FIELDS.includes(key.toLowerCase())
    ? undefined
    : { check: 'http-request-headers', reason: 'SHOULD be a field name that IANA has registered' };

const WINDOWS_PRIORITY = form(priorityProblem);

/** §6 */
const OBSERVABLE: Readonly<Record<string, Properties>> = {
  artifact: {
    mime_type: form(mimeProblem),
    payload_bin: BINARY,
    url: form(urlProblem),
    hashes: HASHES,
    encryption_algorithm: oneOf(...ov.ENCRYPTION_ALGORITHMS),
    decryption_key: STRING,
  },
  'autonomous-system': { number: must(integer()), name: STRING, rir: STRING },
  directory: {
    path: must(STRING),
    path_enc: form(charsetProblem),
    ctime: TIMESTAMP,
    mtime: TIMESTAMP,
    atime: TIMESTAMP,
    contains_refs: list(ref('file', 'directory')),
  },
  'domain-name': {
    value: must(STRING),
    resolves_to_refs: list(ref('ipv4-addr', 'ipv6-addr', 'domain-name')),
  },
  'email-addr': {
    value: must(form(emailProblem)),
    display_name: STRING,
    belongs_to_ref: ref('user-account'),
  },
  'email-message': {
    is_multipart: must(BOOLEAN),
    date: TIMESTAMP,
    content_type: STRING,
    from_ref: ref('email-addr'),
    sender_ref: ref('email-addr'),
    to_refs: list(ref('email-addr')),
    cc_refs: list(ref('email-addr')),
    bcc_refs: list(ref('email-addr')),
    message_id: STRING,
    subject: STRING,
    received_lines: list(STRING),
    additional_header_fields: DICTIONARY,
    body: STRING,
    body_multipart: list(
      object({
        body: STRING,
        body_raw_ref: ref('artifact', 'file'),
        content_type: STRING,
        content_disposition: STRING,
      }),
    ),
    raw_email_ref: ref('artifact'),
  },
  file: {
    hashes: HASHES,
    size: integer(0),
    name: STRING,
    name_enc: form(charsetProblem),
    magic_number_hex: HEX,
    mime_type: form(mimeProblem),
    ctime: TIMESTAMP,
    mtime: TIMESTAMP,
    atime: TIMESTAMP,
    parent_directory_ref: ref('directory'),
    contains_refs: list(ID),
    content_ref: ref('artifact'),
  },
  'ipv4-addr': {
    value: must(form(ipv4Problem)),
    resolves_to_refs: list(ref('mac-addr')),
    belongs_to_refs: list(ref('autonomous-system')),
  },
  'ipv6-addr': {
    value: must(form(ipv6Problem)),
    resolves_to_refs: list(ref('mac-addr')),
    belongs_to_refs: list(ref('autonomous-system')),
  },
  'mac-addr': { value: must(form(macProblem)) },
  mutex: { name: must(STRING) },
  'network-traffic': {
    start: TIMESTAMP,
    end: TIMESTAMP,
    is_active: BOOLEAN,
    src_ref: ref('ipv4-addr', 'ipv6-addr', 'mac-addr', 'domain-name'),
    dst_ref: ref('ipv4-addr', 'ipv6-addr', 'mac-addr', 'domain-name'),
    src_port: integer(0, 65_535),
    dst_port: integer(0, 65_535),
    protocols: must(list(form(protocolProblem))),
    src_byte_count: integer(0),
    dst_byte_count: integer(0),
    src_packets: integer(0),
    dst_packets: integer(0),
    ipfix: dictionary(undefined, ipfixProblem),
    src_payload_ref: ref('artifact'),
    dst_payload_ref: ref('artifact'),
    encapsulates_refs: list(ref('network-traffic')),
    encapsulated_by_ref: ref('network-traffic'),
  },
  process: {
    is_hidden: BOOLEAN,
    pid: integer(),
    created_time: TIMESTAMP,
    cwd: STRING,
    command_line: STRING,
    environment_variables: DICTIONARY,
    opened_connection_refs: list(ref('network-traffic')),
    creator_user_ref: ref('user-account'),
    image_ref: ref('file'),
    parent_ref: ref('process'),
    child_refs: list(ref('process')),
  },
  software: {
    name: must(STRING),
    cpe: form(cpeProblem),
    swid: STRING,
    languages: list(LANGUAGE),
    vendor: STRING,
    version: STRING,
  },
  url: { value: must(form(urlProblem)) },
  'user-account': {
    user_id: STRING,
    credential: STRING,
    account_login: STRING,
    account_type: open('account-type', ov.ACCOUNT_TYPES),
    display_name: STRING,
    is_service_account: BOOLEAN,
    is_privileged: BOOLEAN,
    can_escalate_privs: BOOLEAN,
    is_disabled: BOOLEAN,
    account_created: TIMESTAMP,
    account_expires: TIMESTAMP,
    credential_last_changed: TIMESTAMP,
    account_first_login: TIMESTAMP,
    account_last_login: TIMESTAMP,
  },
  'windows-registry-key': {
    key: form(registryKeyProblem),
    values: list(object({ name: STRING, data: STRING, data_type: oneOf(...ov.WINDOWS_REGISTRY_DATATYPES) })),
    modified_time: TIMESTAMP,
    creator_user_ref: ref('user-account'),
    number_of_subkeys: integer(0),
  },
  'x509-certificate': {
    is_self_signed: BOOLEAN,
    hashes: HASHES,
    version: STRING,
    serial_number: STRING,
    signature_algorithm: STRING,
    issuer: STRING,
    validity_not_before: TIMESTAMP,
    validity_not_after: TIMESTAMP,
    subject: STRING,
    subject_public_key_algorithm: STRING,
    subject_public_key_modulus: STRING,
    subject_public_key_exponent: integer(),
    x509_v3_extensions: object({
      basic_constraints: STRING,
      name_constraints: STRING,
      policy_constraints: STRING,
      key_usage: STRING,
      extended_key_usage: STRING,
      subject_key_identifier: STRING,
      authority_key_identifier: STRING,
      subject_alternative_name: STRING,
      issuer_alternative_name: STRING,
      subject_directory_attributes: STRING,
      crl_distribution_points: STRING,
      inhibit_any_policy: STRING,
      private_key_usage_period_not_before: TIMESTAMP,
      private_key_usage_period_not_after: TIMESTAMP,
      certificate_policies: STRING,
      policy_mappings: STRING,
    }),
  },
};

/** Properties that the id of an observable is made of (§2.9, and §6 of each); where there are none, it is random. */
export const CONTRIBUTING: Readonly<Record<string, readonly string[]>> = {
  artifact: ['hashes', 'payload_bin'],
  'autonomous-system': ['number'],
  directory: ['path'],
  'domain-name': ['value'],
  'email-addr': ['value'],
  'email-message': ['from_ref', 'subject', 'body'],
  file: ['hashes', 'name', 'extensions', 'parent_directory_ref'],
  'ipv4-addr': ['value'],
  'ipv6-addr': ['value'],
  'mac-addr': ['value'],
  mutex: ['name'],
  'network-traffic': [
    'start',
    'end',
    'src_ref',
    'dst_ref',
    'src_port',
    'dst_port',
    'protocols',
    'extensions',
  ],
  software: ['name', 'cpe', 'swid', 'vendor', 'version'],
  url: ['value'],
  'user-account': ['account_type', 'user_id', 'account_login'],
  'windows-registry-key': ['key', 'values'],
  'x509-certificate': ['hashes', 'serial_number'],
};

/** Extensions that the specification itself defines (§6): type of the object, name, properties. */
export const PREDEFINED_EXTENSIONS: Readonly<Record<string, Readonly<Record<string, Properties>>>> = {
  file: {
    'archive-ext': { contains_refs: must(list(ID)), comment: STRING },
    'ntfs-ext': {
      sid: STRING,
      alternate_data_streams: list(object({ name: must(STRING), hashes: HASHES, size: integer(0) })),
    },
    'pdf-ext': {
      version: STRING,
      is_optimized: BOOLEAN,
      document_info_dict: dictionary(undefined, pdfKey),
      pdfid0: STRING,
      pdfid1: STRING,
    },
    'raster-image-ext': {
      image_height: integer(),
      image_width: integer(),
      bits_per_pixel: integer(),
      exif_tags: DICTIONARY,
    },
    'windows-pebinary-ext': {
      pe_type: must(open('windows-pebinary-type', ov.WINDOWS_PEBINARY_TYPES)),
      imphash: STRING,
      machine_hex: HEX,
      number_of_sections: integer(0),
      time_date_stamp: TIMESTAMP,
      pointer_to_symbol_table_hex: HEX,
      number_of_symbols: integer(0),
      size_of_optional_header: integer(0),
      characteristics_hex: HEX,
      file_header_hashes: HASHES,
      optional_header: object({
        magic_hex: HEX,
        major_linker_version: integer(),
        minor_linker_version: integer(),
        size_of_code: integer(0),
        size_of_initialized_data: integer(0),
        size_of_uninitialized_data: integer(0),
        address_of_entry_point: integer(),
        base_of_code: integer(),
        base_of_data: integer(),
        image_base: integer(),
        section_alignment: integer(),
        file_alignment: integer(),
        major_os_version: integer(),
        minor_os_version: integer(),
        major_image_version: integer(),
        minor_image_version: integer(),
        major_subsystem_version: integer(),
        minor_subsystem_version: integer(),
        win32_version_value_hex: HEX,
        size_of_image: integer(0),
        size_of_headers: integer(0),
        checksum_hex: HEX,
        subsystem_hex: HEX,
        dll_characteristics_hex: HEX,
        size_of_stack_reserve: integer(0),
        size_of_stack_commit: integer(0),
        size_of_heap_reserve: integer(0),
        size_of_heap_commit: integer(0),
        loader_flags_hex: HEX,
        number_of_rva_and_sizes: integer(),
        hashes: HASHES,
      }),
      sections: list(object({ name: must(STRING), size: integer(0), entropy: float(), hashes: HASHES })),
    },
  },
  'network-traffic': {
    'http-request-ext': {
      request_method: must(STRING),
      request_value: must(STRING),
      request_version: STRING,
      request_header: dictionary(undefined, requestField),
      message_body_length: integer(),
      message_body_data_ref: ref('artifact'),
    },
    'icmp-ext': { icmp_type_hex: must(HEX), icmp_code_hex: must(HEX) },
    'socket-ext': {
      address_family: must(oneOf(...ov.NETWORK_ADDRESS_FAMILIES)),
      is_blocking: BOOLEAN,
      is_listening: BOOLEAN,
      options: dictionary(undefined, socketOption),
      socket_type: oneOf(...ov.NETWORK_SOCKET_TYPES),
      socket_descriptor: integer(0),
      socket_handle: integer(),
    },
    'tcp-ext': { src_flags_hex: HEX, dst_flags_hex: HEX },
  },
  process: {
    'windows-process-ext': {
      aslr_enabled: BOOLEAN,
      dep_enabled: BOOLEAN,
      priority: WINDOWS_PRIORITY,
      owner_sid: STRING,
      window_title: STRING,
      startup_info: DICTIONARY,
      integrity_level: oneOf(...ov.WINDOWS_INTEGRITY_LEVELS),
    },
    'windows-service-ext': {
      service_name: STRING,
      descriptions: list(STRING),
      display_name: STRING,
      group_name: STRING,
      start_type: oneOf(...ov.WINDOWS_SERVICE_START_TYPES),
      service_dll_refs: list(ref('file')),
      service_type: oneOf(...ov.WINDOWS_SERVICE_TYPES),
      service_status: oneOf(...ov.WINDOWS_SERVICE_STATUSES),
    },
  },
  'user-account': {
    'unix-account-ext': {
      gid: integer(),
      groups: list(STRING),
      home_dir: STRING,
      shell: STRING,
    },
  },
};

const defined = (
  category: Exclude<Category, 'bundle'>,
  all: Readonly<Record<string, Properties>>,
): readonly (readonly [string, Definition])[] =>
  Object.entries(all).map(([type, properties]) => [
    type,
    { category, properties: { ...COMMON[category], ...properties } },
  ]);

/** Every object of the specification by its type. A bundle (§8) has nothing in common with them. */
export const DEFINITIONS: ReadonlyMap<string, Definition> = new Map([
  ...defined('domain', DOMAIN),
  ...defined('relationship', RELATIONSHIP),
  ...defined('meta', META),
  ...defined('observable', OBSERVABLE),
  [
    'bundle',
    {
      category: 'bundle',
      // `spec_version` is of STIX 2.0.
      properties: { type: must(STRING), id: must(ID), spec_version: oneOf('2.0', '2.1') },
    },
  ],
]);

/** What an object has in common with all of its category. */
export const commonProperties = (category: Exclude<Category, 'bundle'>): Properties => COMMON[category];
