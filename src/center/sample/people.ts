import type { MerchantHours } from '../../protocol/contracts/merchants.ts';
import type { Diet } from '../../protocol/contracts/people.ts';
import type { MerchantKind, Role } from '../../protocol/roles.ts';

/** All people here are invented. */
export interface SamplePerson {
  name: string;
  salutation: string;
  birthYear: number;
  diet?: Partial<Diet>;
  medical?: { conditions: string; allergies: string; medicines: string };
}

export interface SampleHome {
  building: number;
  door: string;
  access: string;
  contacts: { name: string; relation: string; phone: string }[];
  people: SamplePerson[];
  walletFen: number;
}

/** Each building with its grid worker. */
export const SAMPLE_BUILDINGS = [
  { name: '1号楼', gridWorker: { name: '何桂芬', phone: '131-0000-0001' } },
  { name: '2号楼', gridWorker: { name: '何桂芬', phone: '131-0000-0001' } },
  { name: '3号楼', gridWorker: { name: '高志远', phone: '131-0000-0003' } },
  { name: '4号楼', gridWorker: { name: '高志远', phone: '131-0000-0003' } },
  { name: '5号楼', gridWorker: { name: '宋晓燕', phone: '131-0000-0005' } },
  { name: '6号楼', gridWorker: { name: '宋晓燕', phone: '131-0000-0005' } },
] as const;

/** Told of alarms that nobody takes. */
export const SAMPLE_SUPERVISOR = { name: '郑主任', phone: '130-0000-0009' };

/** The first home is the one that the first browser is enrolled in. Telephone numbers are of no real line. */
export const SAMPLE_HOMES: readonly SampleHome[] = [
  {
    building: 3,
    door: '2门301',
    access: '门禁密码在值班室，备用钥匙在 2门101 李家',
    contacts: [
      { name: '王丽', relation: '女儿', phone: '138-0000-0301' },
      { name: '李建国', relation: '邻居', phone: '139-0000-0101' },
    ],
    people: [
      {
        name: '王秀英',
        salutation: '王奶奶',
        birthYear: 1948,
        diet: { needs: ['low-salt'], avoids: ['shellfish'] },
        medical: { conditions: '高血压、膝关节置换', allergies: '青霉素、虾蟹', medicines: '氨氯地平 5mg 每早一片' },
      },
      {
        name: '张德福',
        salutation: '张爷爷',
        birthYear: 1945,
        diet: { needs: ['low-sugar'], avoids: [] },
        medical: { conditions: '二型糖尿病、听力弱', allergies: '无', medicines: '二甲双胍 0.5g 每日两次' },
      },
    ],
    walletFen: 20_000,
  },
  {
    building: 3,
    door: '2门101',
    access: '按门铃即开',
    contacts: [{ name: '李明', relation: '儿子', phone: '137-0000-0102' }],
    people: [{ name: '李建国', salutation: '李爷爷', birthYear: 1953 }],
    walletFen: 8_800,
  },
  {
    building: 1,
    door: '1门502',
    access: '无电梯，五楼',
    contacts: [{ name: '陈静', relation: '侄女', phone: '136-0000-0502' }],
    people: [
      {
        name: '陈桂兰',
        salutation: '陈奶奶',
        birthYear: 1941,
        diet: { needs: ['soft'], avoids: ['peanut'] },
        medical: { conditions: '冠心病，装有起搏器', allergies: '花生', medicines: '阿司匹林、硝酸甘油（床头）' },
      },
    ],
    walletFen: 5_000,
  },
  {
    building: 5,
    door: '3门202',
    access: '门口有坡道，轮椅可进',
    contacts: [{ name: '马小军', relation: '孙子', phone: '135-0000-0202' }],
    people: [{ name: '马玉珍', salutation: '马奶奶', birthYear: 1950, diet: { needs: ['halal'], avoids: [] } }],
    walletFen: 12_000,
  },
  {
    building: 6,
    door: '1门101',
    access: '一楼，敲窗户更快',
    contacts: [{ name: '刘芳', relation: '女儿', phone: '134-0000-0101' }],
    people: [{ name: '刘长海', salutation: '刘爷爷', birthYear: 1957 }],
    walletFen: 3_000,
  },
];

/** A public place: its first browser in screen mode is enrolled there. */
export const SAMPLE_PLACE = { building: 3, door: '大厅' } as const;

/** One account for each kind of work. They exist in the sample community alone, and the entry page shows them. */
export const SAMPLE_STAFF: readonly { login: string; name: string; roles: Role[] }[] = [
  { login: 'officer', name: '赵值班', roles: ['officer', 'broadcaster'] },
  { login: 'officer2', name: '钱值班', roles: ['officer'] },
  { login: 'clerk', name: '孙民生', roles: ['clerk'] },
  { login: 'teacher', name: '林老师', roles: ['teacher'] },
  { login: 'broadcaster', name: '吴宣传', roles: ['broadcaster'] },
  { login: 'approver', name: '郑主任', roles: ['approver'] },
  { login: 'admin', name: '冯管理', roles: ['admin'] },
];

export const SAMPLE_PASSWORD = 'xiyangli-sample';

/** The merchants of the sample community, each with one of its people. */
export const SAMPLE_MERCHANTS: readonly {
  kind: MerchantKind;
  name: string;
  place: string;
  phone: string;
  hours: MerchantHours;
  login: string;
  person: string;
}[] = [
  {
    kind: 'canteen',
    name: '昔阳里食堂',
    place: '5号楼底商',
    phone: '022-0000-0601',
    hours: { from: '06:00', to: '19:00' },
    login: 'canteen',
    person: '周师傅',
  },
  {
    kind: 'canteen',
    name: '清真助餐点',
    place: '2号楼南侧',
    phone: '022-0000-0602',
    hours: { from: '06:00', to: '19:00' },
    login: 'halal',
    person: '马师傅',
  },
  {
    kind: 'shop',
    name: '津惠便民超市',
    place: '昔阳里东门',
    phone: '022-0000-1801',
    hours: { from: '07:30', to: '21:00' },
    login: 'shop',
    person: '张店长',
  },
  {
    kind: 'market',
    name: '昔阳里菜市场',
    place: '昔阳里西门对面',
    phone: '022-0000-0801',
    hours: { from: '06:00', to: '18:00' },
    login: 'market',
    person: '刘管理',
  },
  {
    kind: 'courier',
    name: '海河驿站',
    place: '3号楼底商',
    phone: '022-0000-2001',
    hours: { from: '08:00', to: '20:30' },
    login: 'courier',
    person: '小李',
  },
];
